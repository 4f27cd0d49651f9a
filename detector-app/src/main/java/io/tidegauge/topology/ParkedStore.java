package io.tidegauge.topology;

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
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Windows that closed without a baseline, kept for a while so that one that comes late can still be compared with them.
 * Key: model, version, segment, window start, window end, feature.
 */
final class ParkedStore {

    /** Windows kept of a model's version: an hour of the default windows. */
    static final int WINDOWS_KEPT = 12;

    private final KeyValueStore<Bytes, byte[]> store;

    ParkedStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Keeps a window, and lets the oldest beyond {@link #WINDOWS_KEPT} go. */
    void park(WindowCounts counts) {
        StoreKeyOf key = feature -> key(counts.model(), counts.segment(), counts.window())
                .text(feature)
                .bytes();
        store.put(key.of(FeatureNames.ALL), writeSummary(counts));
        counts.features().forEach((feature, profile) -> store.put(key.of(feature), profile.encode()));
        SortedSet<TimeWindow> windows = windows(counts.model(), counts.segment());
        windows.stream()
                .limit(Math.max(0, windows.size() - WINDOWS_KEPT))
                .forEach(old -> delete(counts.model(), counts.segment(), old));
    }

    /** The windows parked of a model's version, earliest first. */
    SortedSet<TimeWindow> windows(ModelVersion model, String segment) {
        SortedSet<TimeWindow> windows = new TreeSet<>();
        scan(new StoreKey().model(model).text(segment).bytes()).forEach(entry -> {
            windows.add(windowOf(entry.key));
        });
        return windows;
    }

    /** What was parked of a window. */
    WindowCounts get(ModelVersion model, String segment, TimeWindow window) {
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        byte[] summary = null;
        for (KeyValue<Bytes, byte[]> entry : scan(key(model, segment, window).bytes())) {
            String feature = featureOf(entry.key);
            if (feature.equals(FeatureNames.ALL)) {
                summary = entry.value;
            } else {
                features.put(feature, StateFormat.read(Names.PARKED_STORE, () -> FeatureProfile.decode(entry.value)));
            }
        }
        if (summary == null) {
            throw new UnreadableStateException(
                    "store " + Names.PARKED_STORE, "window " + window + " of " + model + " without its summary");
        }
        byte[] stored = summary;
        return StateFormat.read(Names.PARKED_STORE, () -> readSummary(stored, model, segment, window, features));
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

    private static StoreKey key(ModelVersion model, String segment, TimeWindow window) {
        return new StoreKey()
                .model(model)
                .text(segment)
                .number(window.startMs())
                .number(window.endMs());
    }

    private static TimeWindow windowOf(Bytes bytes) {
        return StateFormat.read(Names.PARKED_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            key.model();
            key.text();
            return new TimeWindow(key.number(), key.number());
        });
    }

    private static String featureOf(Bytes bytes) {
        return StateFormat.read(Names.PARKED_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            key.model();
            key.text();
            key.number();
            key.number();
            return key.text();
        });
    }

    private static byte[] writeSummary(WindowCounts counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(counts.rows());
            out.writeLong(counts.lateRows());
            out.writeInt(counts.missingPartitions().size());
            for (String partition : counts.missingPartitions()) {
                out.writeUTF(partition);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static WindowCounts readSummary(
            byte[] bytes,
            ModelVersion model,
            String segment,
            TimeWindow window,
            SortedMap<String, FeatureProfile> features) {
        return StateBytes.read("a window", bytes, in -> {
            long rows = in.readLong();
            long late = in.readLong();
            int count = StateBytes.readCount(in);
            List<String> missing = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                missing.add(in.readUTF());
            }
            return new WindowCounts(model, segment, window, rows, features, late, missing);
        });
    }

    private interface StoreKeyOf {
        Bytes of(String feature);
    }
}
