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
 * The open panes: for each, a profile per feature, and the model's rows as the profile of {@code *}; beside a feature's profile
 * there may lie parts that are not merged into it yet, see {@link PaneParts}. By {@link PaneKey}.
 */
final class PaneStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final int maxCategories;
    private final PaneParts parts = new PaneParts();

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
        learn(partial.pane());
        if (partial.rows() > 0) {
            add(partial.pane(), FeatureNames.ALL, FeatureProfile.ofRows(partial.rows()), room);
        }
        partial.features().forEach((feature, profile) -> add(partial.pane(), feature, profile, room));
    }

    private void learn(Pane pane) {
        if (parts.knows(pane)) {
            return;
        }
        parts.begin(pane);
        scan(pane, entry -> {
            PaneKey key = PaneKey.read(entry.key);
            PaneParts.Feature known = parts.feature(pane, key.feature());
            if (known == null) {
                parts.whole(pane, key.feature(), entry.value.length);
            } else {
                known.part(key.part(), entry.value.length);
            }
        });
    }

    private void add(Pane pane, String feature, FeatureProfile profile, Predicate<String> room) {
        PaneParts.Feature known = parts.feature(pane, feature);
        if (known == null) {
            if (room.test(feature)) {
                putWhole(pane, feature, profile);
            }
            return;
        }
        byte[] part = profile.pack();
        if (known.leaves(part.length)) {
            store.put(PaneKey.part(pane, feature, known.next()), part);
            known.part(known.next(), part.length);
        } else {
            putWhole(pane, feature, sum(take(pane, feature, known), profile));
        }
    }

    private void putWhole(Pane pane, String feature, FeatureProfile profile) {
        byte[] bytes = profile.withCategoriesAtMost(maxCategories).pack();
        store.put(PaneKey.whole(pane, feature), bytes);
        parts.whole(pane, feature, bytes.length);
    }

    /** All that is stored of a feature; its parts are stored no longer then. */
    private FeatureProfile take(Pane pane, String feature, PaneParts.Feature known) {
        Bytes whole = PaneKey.whole(pane, feature);
        if (!known.hasParts()) {
            return profile(store.get(whole));
        }
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found = StorePrefix.scan(store, whole)) {
            found.forEachRemaining(entries::add);
        }
        entries.subList(1, entries.size()).forEach(part -> store.delete(part.key));
        return sum(entries.stream().map(entry -> profile(entry.value)).toList());
    }

    /** The sum of a whole and its parts, the small ones among themselves first. */
    private static FeatureProfile sum(List<FeatureProfile> wholeAndParts) {
        int last = wholeAndParts.size() - 1;
        FeatureProfile sum = wholeAndParts.get(last);
        for (int i = last - 1; i >= 0; i--) {
            sum = sum(wholeAndParts.get(i), sum);
        }
        return sum;
    }

    /** Visits every feature of every pane, {@code *} among them. */
    void forEachFeature(BiConsumer<Pane, String> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                PaneKey key = PaneKey.read(all.next().key);
                if (!key.isPart()) {
                    visitor.accept(key.pane(), key.feature());
                }
            }
        }
    }

    /**
     * What the panes of a window hold together. A pane belongs to the windows that its start falls in, also where it was
     * counted by another window configuration.
     */
    Counted window(ModelVersion model, String segment, TimeWindow window) {
        // No event is from before the epoch, and keys of negative numbers would sort behind all others.
        Bytes from = PaneKey.prefix(new Pane(model, segment, Math.max(0, window.startMs())));
        Bytes to = PaneKey.prefix(new Pane(model, segment, window.endMs()));
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, to)) {
            return merged(entries);
        }
    }

    /** What the panes hold together. */
    Counted counted(List<Pane> panes) {
        Counted all = Counted.NONE;
        for (Pane pane : panes) {
            try (KeyValueIterator<Bytes, byte[]> entries = StorePrefix.scan(store, PaneKey.prefix(pane))) {
                all = all.merge(merged(entries));
            }
        }
        return all;
    }

    private Counted merged(KeyValueIterator<Bytes, byte[]> entries) {
        SortedMap<String, FeatureProfile> merged = new TreeMap<>();
        List<FeatureProfile> own = new ArrayList<>();
        while (entries.hasNext()) {
            KeyValue<Bytes, byte[]> entry = entries.next();
            own.add(profile(entry.value));
            PaneKey key = PaneKey.read(entry.key);
            // A feature's parts follow its whole at once.
            if (!entries.hasNext() || !PaneKey.read(entries.peekNextKey()).isPart()) {
                merged.merge(key.feature(), sum(own).withCategoriesAtMost(maxCategories), PaneStore::sum);
                own.clear();
            }
        }
        FeatureProfile rows = merged.remove(FeatureNames.ALL);
        return new Counted(rows == null ? 0 : rows.rows(), merged);
    }

    /** Forgets a pane whose windows have all closed. */
    void delete(Pane pane) {
        List<Bytes> keys = new ArrayList<>();
        scan(pane, entry -> keys.add(entry.key));
        keys.forEach(store::delete);
        parts.forget(pane);
    }

    /** Every pane there is. */
    SortedSet<Pane> panes() {
        SortedSet<Pane> panes = new TreeSet<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                panes.add(PaneKey.read(all.next().key).pane());
            }
        }
        return panes;
    }

    private void scan(Pane pane, Consumer<KeyValue<Bytes, byte[]>> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = StorePrefix.scan(store, PaneKey.prefix(pane))) {
            entries.forEachRemaining(visitor);
        }
    }

    private static FeatureProfile profile(byte[] bytes) {
        return StateFormat.read(Names.PANE_STORE, () -> FeatureProfile.decode(bytes));
    }

    /** Profiles of one feature that do not fit together were counted by versions that do not either. */
    private static FeatureProfile sum(FeatureProfile one, FeatureProfile other) {
        return StateFormat.read(Names.PANE_STORE, () -> one.merge(other));
    }
}
