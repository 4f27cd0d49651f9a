package io.tidegauge.topology;

import io.tidegauge.assess.WindowCounts;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.SortedSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Windows that closed without a baseline, kept for a while so that one that comes late can still be compared with them. */
final class ParkedStore {

    /** Windows kept of a model's version: an hour of the default windows. */
    static final int WINDOWS_KEPT = 12;

    private final CountsStore windows;

    ParkedStore(KeyValueStore<Bytes, byte[]> store) {
        this.windows = new CountsStore(Names.PARKED_STORE, store);
    }

    /** Keeps a window, and lets the oldest beyond {@link #WINDOWS_KEPT} go. */
    void park(WindowCounts counts) {
        windows.put(counts);
        SortedSet<TimeWindow> kept = windows(counts.model(), counts.segment());
        kept.stream()
                .limit(Math.max(0, kept.size() - WINDOWS_KEPT))
                .forEach(old -> delete(counts.model(), counts.segment(), old));
    }

    /** The windows parked of a model's version, earliest first. */
    SortedSet<TimeWindow> windows(ModelVersion model, String segment) {
        return windows.windows(model, segment);
    }

    /** What was parked of a window. */
    WindowCounts get(ModelVersion model, String segment, TimeWindow window) {
        return windows.get(model, segment, window);
    }

    void delete(ModelVersion model, String segment, TimeWindow window) {
        windows.delete(model, segment, window);
    }

    /** Lets all windows of a model's version go. */
    void drop(ModelVersion model, String segment) {
        windows(model, segment).forEach(window -> delete(model, segment, window));
    }
}
