package io.tidegauge.topology;

import io.tidegauge.assess.Counted;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Windows with all that was counted in them: a profile per feature, and the figures of the window as the feature
 * {@code *}. Key: model, version, segment, window start, window end, feature.
 */
final class CountsStore {

    private final String name;
    private final KeyValueStore<Bytes, byte[]> store;

    CountsStore(String name, KeyValueStore<Bytes, byte[]> store) {
        this.name = name;
        this.store = store;
    }

    /** Writes a window that is not there yet. */
    void put(WindowCounts counts) {
        counts.features()
                .forEach((feature, profile) ->
                        store.put(key(counts).text(feature).bytes(), profile.encode()));
        putFigures(counts, new Figures(counts.rows(), counts.lateRows(), counts.missingPartitions()));
    }

    /**
     * Adds a part to its window, which begins with it where it is not there yet. No row may be added twice.
     *
     * @param room whether a feature that the window does not have yet is to be stored
     */
    void add(WindowCounts part, Predicate<String> room) {
        part.features().forEach((feature, profile) -> {
            Bytes key = key(part).text(feature).bytes();
            byte[] before = store.get(key);
            if (before == null && !room.test(feature)) {
                return;
            }
            FeatureProfile sum = before == null ? profile : profile(before).merge(profile);
            store.put(key, sum.encode());
        });
        Figures figures = new Figures(part.rows(), part.lateRows(), part.missingPartitions());
        byte[] before = store.get(key(part).text(FeatureNames.ALL).bytes());
        putFigures(part, before == null ? figures : figures(before).plus(figures));
    }

    private void putFigures(WindowCounts counts, Figures figures) {
        store.put(key(counts).text(FeatureNames.ALL).bytes(), figures.write());
    }

    /** The windows of a model's version, the earliest to end first. */
    SortedSet<TimeWindow> windows(ModelVersion model, String segment) {
        SortedSet<TimeWindow> windows = new TreeSet<>();
        scan(new StoreKey().model(model).text(segment).bytes())
                .forEach(entry -> windows.add(place(entry.key).window()));
        return windows;
    }

    /** Visits every feature of every window. */
    void forEachFeature(BiConsumer<Kept, String> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                Place place = place(entries.next().key);
                if (!place.feature().equals(FeatureNames.ALL)) {
                    visitor.accept(new Kept(place.model(), place.segment(), place.window(), 0), place.feature());
                }
            }
        }
    }

    /** Every window there is. */
    List<Kept> windows() {
        List<Kept> all = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                Place place = place(entry.key);
                if (place.feature().equals(FeatureNames.ALL)) {
                    long rows = figures(entry.value).rows();
                    all.add(new Kept(place.model(), place.segment(), place.window(), rows));
                }
            }
        }
        return all;
    }

    /**
     * What is kept of a window.
     *
     * @throws UnreadableStateException where its figures are missing
     */
    WindowCounts get(ModelVersion model, String segment, TimeWindow window) {
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        Figures figures = null;
        for (KeyValue<Bytes, byte[]> entry : scan(key(model, segment, window).bytes())) {
            String feature = place(entry.key).feature();
            if (feature.equals(FeatureNames.ALL)) {
                figures = figures(entry.value);
            } else {
                features.put(feature, profile(entry.value));
            }
        }
        if (figures == null) {
            throw new UnreadableStateException(
                    "store " + name, "window " + window + " of " + model + " without its figures");
        }
        Figures found = figures;
        return StateFormat.read(
                name,
                () -> new WindowCounts(
                        model, segment, window, new Counted(found.rows(), features), found.late(), found.missing()));
    }

    void delete(ModelVersion model, String segment, TimeWindow window) {
        scan(key(model, segment, window).bytes()).forEach(entry -> store.delete(entry.key));
    }

    private List<KeyValue<Bytes, byte[]>> scan(Bytes prefix) {
        List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = StorePrefix.scan(store, prefix)) {
            entries.forEachRemaining(found::add);
        }
        return found;
    }

    private static StoreKey key(WindowCounts counts) {
        return key(counts.model(), counts.segment(), counts.window());
    }

    private static StoreKey key(ModelVersion model, String segment, TimeWindow window) {
        return new StoreKey()
                .model(model)
                .text(segment)
                .number(window.startMs())
                .number(window.endMs());
    }

    private Place place(Bytes bytes) {
        return StateFormat.read(name, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            return new Place(key.model(), key.text(), new TimeWindow(key.number(), key.number()), key.text());
        });
    }

    private FeatureProfile profile(byte[] bytes) {
        return StateFormat.read(name, () -> FeatureProfile.decode(bytes));
    }

    private Figures figures(byte[] bytes) {
        return StateFormat.read(name, () -> Figures.read(bytes));
    }

    /** A window that something is kept of, and its rows. */
    record Kept(ModelVersion model, String segment, TimeWindow window, long rows) {}

    private record Place(ModelVersion model, String segment, TimeWindow window, String feature) {}

    private record Figures(long rows, long late, List<String> missing) {

        Figures plus(Figures other) {
            SortedSet<String> partitions = new TreeSet<>(missing);
            partitions.addAll(other.missing);
            return new Figures(rows + other.rows, late + other.late, List.copyOf(partitions));
        }

        byte[] write() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeLong(rows);
                out.writeLong(late);
                out.writeInt(missing.size());
                for (String partition : missing) {
                    out.writeUTF(partition);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory", e);
            }
            return bytes.toByteArray();
        }

        static Figures read(byte[] bytes) {
            return StateBytes.read("a window", bytes, in -> {
                long rows = in.readLong();
                long late = in.readLong();
                int count = StateBytes.readCount(in);
                List<String> missing = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    missing.add(in.readUTF());
                }
                return new Figures(rows, late, missing);
            });
        }
    }
}
