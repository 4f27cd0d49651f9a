package io.tidegauge.assess;

import io.tidegauge.decide.Reference;
import io.tidegauge.event.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;

/**
 * The last windows that ended by the start of a window, as many as the reference says and not one fewer. Of windows that
 * overlap only those are kept that begin where the last one kept has ended, so that no row is in a reference twice.
 */
record LastWindows(Reference.Rolling reference) implements OwnPast {

    @Override
    public List<TimeWindow> reference(NavigableSet<TimeWindow> kept, TimeWindow window) {
        List<TimeWindow> before = endedBy(kept, window.startMs());
        int beyond = before.size() - reference.windows();
        return beyond < 0 ? List.of() : before.subList(beyond, before.size());
    }

    @Override
    public boolean takes(NavigableSet<TimeWindow> kept, TimeWindow window) {
        return kept.isEmpty() || kept.last().endMs() <= window.startMs();
    }

    @Override
    public List<TimeWindow> outOfReach(NavigableSet<TimeWindow> kept, TimeWindow closed) {
        List<TimeWindow> before = endedBy(kept, closed.startMs());
        return before.subList(0, Math.max(0, before.size() - reference.windows()));
    }

    @Override
    public String id(TimeWindow first) {
        return reference.text() + "@" + Instant.ofEpochMilli(first.startMs());
    }

    private static List<TimeWindow> endedBy(NavigableSet<TimeWindow> kept, long timeMs) {
        return kept.stream().filter(one -> one.endMs() <= timeMs).toList();
    }
}
