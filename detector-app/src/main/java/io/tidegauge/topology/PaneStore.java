package io.tidegauge.topology;

import io.tidegauge.assess.Counted;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.topology.InternalMessage.Partial;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The open panes: for each, a profile per feature, and the model's rows as the profile of {@code *}. Key: model, version,
 * segment, start of the pane, feature.
 */
final class PaneStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final int maxCategories;

    /**
     * @param maxCategories categories of a feature that are counted exactly
     */
    PaneStore(KeyValueStore<Bytes, byte[]> store, int maxCategories) {
        this.store = store;
        this.maxCategories = maxCategories;
    }

    /**
     * Adds what a partial counted to its pane.
     *
     * @param room whether a feature that the pane does not have yet is to be stored
     */
    void add(Partial partial, Predicate<String> room) {
        if (partial.rows() > 0) {
            merge(partial.pane(), FeatureNames.ALL, FeatureProfile.ofRows(partial.rows()), room);
        }
        partial.features().forEach((feature, profile) -> merge(partial.pane(), feature, profile, room));
    }

    private void merge(Pane pane, String feature, FeatureProfile profile, Predicate<String> room) {
        Bytes key = key(pane).text(feature).bytes();
        byte[] before = store.get(key);
        if (before == null && !room.test(feature)) {
            return;
        }
        FeatureProfile sum = before == null ? profile : sum(profile(before), profile);
        store.put(key, sum.withCategoriesAtMost(maxCategories).pack());
    }

    /** Visits every feature of every pane, {@code *} among them. */
    void forEachFeature(BiConsumer<Pane, String> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                Bytes key = all.next().key;
                visitor.accept(paneOf(key), featureOf(key));
            }
        }
    }

    /**
     * What the panes of a window hold together. A pane belongs to the windows that its start falls in, also where it was
     * counted by another window configuration.
     */
    Counted window(ModelVersion model, String segment, TimeWindow window) {
        // No event is from before the epoch, and keys of negative numbers would sort behind all others.
        Bytes from =
                key(new Pane(model, segment, Math.max(0, window.startMs()))).bytes();
        Bytes to = key(new Pane(model, segment, window.endMs())).bytes();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, to)) {
            return merged(entries);
        }
    }

    /** What the panes hold together. */
    Counted counted(List<Pane> panes) {
        Counted all = Counted.NONE;
        for (Pane pane : panes) {
            try (KeyValueIterator<Bytes, byte[]> entries =
                    StorePrefix.scan(store, key(pane).bytes())) {
                all = all.merge(merged(entries));
            }
        }
        return all;
    }

    private static Counted merged(KeyValueIterator<Bytes, byte[]> entries) {
        SortedMap<String, FeatureProfile> merged = new TreeMap<>();
        entries.forEachRemaining(entry -> merged.merge(featureOf(entry.key), profile(entry.value), PaneStore::sum));
        FeatureProfile rows = merged.remove(FeatureNames.ALL);
        return new Counted(rows == null ? 0 : rows.rows(), merged);
    }

    /** Forgets a pane whose windows have all closed. */
    void delete(Pane pane) {
        List<Bytes> keys = new ArrayList<>();
        scan(pane, entry -> keys.add(entry.key));
        keys.forEach(store::delete);
    }

    /** Every pane there is. */
    SortedSet<Pane> panes() {
        SortedSet<Pane> panes = new TreeSet<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                panes.add(paneOf(all.next().key));
            }
        }
        return panes;
    }

    private void scan(Pane pane, Consumer<KeyValue<Bytes, byte[]>> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries =
                StorePrefix.scan(store, key(pane).bytes())) {
            entries.forEachRemaining(visitor);
        }
    }

    private static StoreKey key(Pane pane) {
        return new StoreKey().model(pane.model()).text(pane.segment()).number(pane.startMs());
    }

    private static FeatureProfile profile(byte[] bytes) {
        return StateFormat.read(Names.PANE_STORE, () -> FeatureProfile.decode(bytes));
    }

    /** Profiles of one feature that do not fit together were counted by versions that do not either. */
    private static FeatureProfile sum(FeatureProfile one, FeatureProfile other) {
        return StateFormat.read(Names.PANE_STORE, () -> one.merge(other));
    }

    private static Pane paneOf(Bytes bytes) {
        return StateFormat.read(Names.PANE_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            return new Pane(key.model(), key.text(), key.number());
        });
    }

    private static String featureOf(Bytes bytes) {
        return StateFormat.read(Names.PANE_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            key.model();
            key.text();
            key.number();
            return key.text();
        });
    }
}
