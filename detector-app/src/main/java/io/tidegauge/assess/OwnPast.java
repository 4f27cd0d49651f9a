package io.tidegauge.assess;

import io.tidegauge.decide.Reference;
import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Which of a model's own earlier windows make up its reference, and which are kept for that. A pure rule over the times of
 * the windows that are kept; of one model's version, windows close in the order of their starts.
 */
public sealed interface OwnPast permits LastWindows, WeekBefore {

    /** The rule of a reference; empty for a fixed one, which needs no windows. */
    static Optional<OwnPast> of(Reference reference) {
        if (reference instanceof Reference.Rolling rolling) {
            return Optional.of(new LastWindows(rolling));
        }
        return reference instanceof Reference.SameHourLastWeek ? Optional.of(new WeekBefore()) : Optional.empty();
    }

    /**
     * The windows that a window is compared with, earliest first; empty while there is not yet a reference.
     *
     * @param kept what is kept, none of it of the window's own rows
     */
    List<TimeWindow> reference(NavigableSet<TimeWindow> kept, TimeWindow window);

    /** Whether a window that may be compared with later is to be kept beside those that are. */
    boolean takes(NavigableSet<TimeWindow> kept, TimeWindow window);

    /** Windows that none which closes after this one is compared with. */
    List<TimeWindow> outOfReach(NavigableSet<TimeWindow> kept, TimeWindow closed);

    /** What reports and alerts call the reference that begins with a window. */
    String id(TimeWindow first);
}
