package io.tidegauge.topology;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.ModelVersion;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the decision remembers from window to window. Key: model, version, segment, feature, kind; the word DAY follows where
 * the track follows days.
 */
final class TrackStore {

    private static final String DAY = "DAY";

    private final KeyValueStore<Bytes, byte[]> store;

    TrackStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    SortedMap<TrackKey, AlertTrack> tracks(ModelVersion model, String segment) {
        SortedMap<TrackKey, AlertTrack> tracks = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                StorePrefix.scan(store, prefix(model, segment).bytes())) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                tracks.put(
                        trackOf(entry.key), StateFormat.read(Names.TRACK_STORE, () -> AlertTrack.decode(entry.value)));
            }
        }
        return tracks;
    }

    /** Visits the tracks under a key, of every model and segment. */
    void forEach(TrackKey wanted, BiConsumer<ModelVersion, AlertTrack> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                StoreKey.Reader key = new StoreKey.Reader(entry.key);
                ModelVersion model = key.model();
                key.text();
                if (key.text().equals(wanted.feature())
                        && key.text().equals(wanted.kind().name())) {
                    visitor.accept(model, AlertTrack.decode(entry.value));
                }
            }
        }
    }

    /** Keeps one track. */
    void put(ModelVersion model, String segment, TrackKey track, AlertTrack now) {
        store.put(key(model, segment, track), now.encode());
    }

    /** Forgets one track. */
    void delete(ModelVersion model, String segment, TrackKey track) {
        store.delete(key(model, segment, track));
    }

    /** Replaces {@code before} by {@code after}, writing only what changed. */
    void replace(
            ModelVersion model,
            String segment,
            SortedMap<TrackKey, AlertTrack> before,
            SortedMap<TrackKey, AlertTrack> after) {
        before.forEach((track, old) -> {
            if (!after.containsKey(track)) {
                store.delete(key(model, segment, track));
            }
        });
        after.forEach((track, now) -> {
            AlertTrack old = before.get(track);
            byte[] bytes = now.encode();
            if (old == null || !Arrays.equals(old.encode(), bytes)) {
                store.put(key(model, segment, track), bytes);
            }
        });
    }

    private static TrackKey trackOf(Bytes bytes) {
        return StateFormat.read(Names.TRACK_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            key.model();
            key.text();
            String feature = key.text();
            AlertKind kind = AlertKind.valueOf(key.text());
            return new TrackKey(feature, kind, key.hasMore() && key.text().equals(DAY));
        });
    }

    private static Bytes key(ModelVersion model, String segment, TrackKey track) {
        StoreKey key =
                prefix(model, segment).text(track.feature()).text(track.kind().name());
        return (track.daily() ? key.text(DAY) : key).bytes();
    }

    private static StoreKey prefix(ModelVersion model, String segment) {
        return new StoreKey().model(model).text(segment);
    }
}
