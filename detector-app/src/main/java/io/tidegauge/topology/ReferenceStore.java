package io.tidegauge.topology;

import io.tidegauge.assess.WindowCounts;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The windows that later ones of their model's version are compared with. Which there are is kept in an index beside it. */
final class ReferenceStore {

    private final CountsStore windows;
    private final SortedMap<Owner, NavigableSet<TimeWindow>> index = new TreeMap<>();

    ReferenceStore(KeyValueStore<Bytes, byte[]> store) {
        this.windows = new CountsStore(Names.REFERENCE_STORE, store);
    }

    /** Takes up what is stored; to be called once, first. */
    void restore() {
        windows.windows()
                .forEach(one -> own(new Owner(one.model(), one.segment())).add(one.window()));
    }

    /** All versions of which there are windows. */
    List<Owner> owners() {
        return List.copyOf(index.keySet());
    }

    /** The windows of a model's version, the earliest to end first; as they are, so none may be deleted meanwhile. */
    NavigableSet<TimeWindow> windows(ModelVersion model, String segment) {
        NavigableSet<TimeWindow> own = index.get(new Owner(model, segment));
        return Collections.unmodifiableNavigableSet(own == null ? Collections.emptyNavigableSet() : own);
    }

    /** What was counted in a window that is kept. */
    WindowCounts get(ModelVersion model, String segment, TimeWindow window) {
        return windows.get(model, segment, window);
    }

    /** Keeps a window that is not kept yet. */
    void put(WindowCounts counts) {
        own(new Owner(counts.model(), counts.segment())).add(counts.window());
        windows.put(counts);
    }

    void delete(ModelVersion model, String segment, TimeWindow window) {
        windows.delete(model, segment, window);
        index.computeIfPresent(new Owner(model, segment), (owner, own) -> {
            own.remove(window);
            return own.isEmpty() ? null : own;
        });
    }

    /** Lets all windows of a model's version go. */
    void drop(ModelVersion model, String segment) {
        List.copyOf(windows(model, segment)).forEach(window -> delete(model, segment, window));
    }

    private NavigableSet<TimeWindow> own(Owner owner) {
        return index.computeIfAbsent(owner, key -> new TreeSet<>());
    }

    /** Whose a window is. */
    record Owner(ModelVersion model, String segment) implements Comparable<Owner> {

        private static final Comparator<Owner> ORDER =
                Comparator.comparing(Owner::model).thenComparing(Owner::segment);

        @Override
        public int compareTo(Owner other) {
            return ORDER.compare(this, other);
        }
    }
}
