package io.tidegauge.assess;

import io.tidegauge.alert.ComparedWith;
import io.tidegauge.calibrate.EarlierBlocks;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.Reference;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;

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

    /**
     * The windows by which to tell which rules features break by their nature, earliest first: the reference's own, or of a
     * reference of one window that and another.
     *
     * @param reference what {@link #reference} gave for the same windows, not empty
     */
    List<TimeWindow> tried(NavigableSet<TimeWindow> kept, List<TimeWindow> reference);

    /**
     * What of a window may enter references of later ones; empty where nothing may.
     *
     * @param own the window, complete
     * @param decided what its decision was made on: its own rows, and those carried to it
     * @param tracks the alerts that are open after the decision
     */
    Optional<WindowCounts> entering(WindowCounts own, WindowCounts decided, SortedMap<TrackKey, AlertTrack> tracks);

    /** Whether a window that may be compared with later is to be kept beside those that are. */
    boolean takes(NavigableSet<TimeWindow> kept, TimeWindow window);

    /** Windows that none which closes after this one is compared with. */
    List<TimeWindow> outOfReach(NavigableSet<TimeWindow> kept, TimeWindow closed);

    /** The time that a reference is of, seen from a window of that length. */
    EarlierBlocks.Span span(long windowMs);

    /** What sentences call a reference. */
    ComparedWith with();

    /** What reports and alerts call the reference that begins with a window. */
    String id(TimeWindow first);
}
