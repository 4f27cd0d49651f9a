package io.tidegauge.topology;

import io.tidegauge.assess.Carry;
import io.tidegauge.assess.Counted;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What windows with too few rows have carried forward: a profile per feature, and what the carry is of as the feature
 * {@code *}. Key: model, version, segment, feature.
 */
final class CarryStore {

    private final KeyValueStore<Bytes, byte[]> store;

    CarryStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    Optional<Carry> carry(ModelVersion model, String segment) {
        byte[] head = store.get(key(model, segment).text(FeatureNames.ALL).bytes());
        if (head == null) {
            return Optional.empty();
        }
        SortedMap<String, FeatureProfile> features = features(model, segment);
        return Optional.of(StateFormat.read(Names.CARRY_STORE, () -> read(head, features)));
    }

    /** Puts what is carried now in the place of what was. */
    void replace(ModelVersion model, String segment, Optional<Carry> before, Optional<Carry> after) {
        if (before.isPresent()) {
            scan(model, segment).forEach(entry -> store.delete(entry.key));
        }
        after.ifPresent(carry -> {
            store.put(key(model, segment).text(FeatureNames.ALL).bytes(), head(carry));
            carry.counted()
                    .features()
                    .forEach((feature, profile) ->
                            store.put(key(model, segment).text(feature).bytes(), profile.encode()));
        });
    }

    private SortedMap<String, FeatureProfile> features(ModelVersion model, String segment) {
        SortedMap<String, FeatureProfile> features = new TreeMap<>();
        for (KeyValue<Bytes, byte[]> entry : scan(model, segment)) {
            String feature = featureOf(entry.key);
            if (!feature.equals(FeatureNames.ALL)) {
                features.put(feature, StateFormat.read(Names.CARRY_STORE, () -> FeatureProfile.decode(entry.value)));
            }
        }
        return features;
    }

    private List<KeyValue<Bytes, byte[]>> scan(ModelVersion model, String segment) {
        List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                StorePrefix.scan(store, key(model, segment).bytes())) {
            entries.forEachRemaining(found::add);
        }
        return found;
    }

    private static String featureOf(Bytes bytes) {
        return StateFormat.read(Names.CARRY_STORE, () -> {
            StoreKey.Reader key = new StoreKey.Reader(bytes);
            key.model();
            key.text();
            return key.text();
        });
    }

    private static StoreKey key(ModelVersion model, String segment) {
        return new StoreKey().model(model).text(segment);
    }

    private static byte[] head(Carry carry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(carry.fromMs());
            out.writeInt(carry.windows());
            out.writeUTF(carry.baselineId());
            out.writeLong(carry.counted().rows());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static Carry read(byte[] head, SortedMap<String, FeatureProfile> features) {
        return StateBytes.read(
                "what is carried",
                head,
                in -> new Carry(in.readLong(), in.readInt(), in.readUTF(), new Counted(in.readLong(), features)));
    }
}
