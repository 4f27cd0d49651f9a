package io.tidegauge.topology;

import io.tidegauge.assess.WindowCounts;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Windows that closed without a baseline, kept for a while so that one that comes late can still be compared with them. */
final class ParkedStore {

    /** Windows kept of a model's version: an hour of the default windows. */
    static final int WINDOWS_KEPT = 12;

    private final CountsStore windows;

    /**
     * The windows of a model's version, looked for once: what was deleted stays in the store's cache and in RocksDB for a
     * while, and whoever looks for what is left goes through all of it.
     */
    private final Map<Of, NavigableSet<TimeWindow>> kept = new HashMap<>();

    ParkedStore(KeyValueStore<Bytes, byte[]> store) {
        this.windows = new CountsStore(Names.PARKED_STORE, store);
    }

    /** Keeps a window, and lets the oldest beyond {@link #WINDOWS_KEPT} go. */
    void park(WindowCounts counts) {
        NavigableSet<TimeWindow> own = kept(counts.model(), counts.segment());
        windows.put(counts);
        own.add(counts.window());
        while (own.size() > WINDOWS_KEPT) {
            delete(counts.model(), counts.segment(), own.first());
        }
    }

    /** The windows parked of a model's version, earliest first. */
    SortedSet<TimeWindow> windows(ModelVersion model, String segment) {
        return new TreeSet<>(kept(model, segment));
    }

    private NavigableSet<TimeWindow> kept(ModelVersion model, String segment) {
        return kept.computeIfAbsent(new Of(model, segment), of -> new TreeSet<>(windows.windows(model, segment)));
    }

    /** What was parked of a window. */
    WindowCounts get(ModelVersion model, String segment, TimeWindow window) {
        return windows.get(model, segment, window);
    }

    void delete(ModelVersion model, String segment, TimeWindow window) {
        windows.delete(model, segment, window);
        kept(model, segment).remove(window);
    }

    /** Lets all windows of a model's version go. */
    void drop(ModelVersion model, String segment) {
        windows(model, segment).forEach(window -> delete(model, segment, window));
        kept.remove(new Of(model, segment));
    }

    private record Of(ModelVersion model, String segment) {}
}
