package io.tidegauge.topology;

import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineRecord;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The baseline records of this task's models, by their topic key. */
final class BaselineStore {

    private final KeyValueStore<Bytes, byte[]> store;

    BaselineStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    void put(BaselineRecord record) {
        store.put(key(record.key()), BaselineRecordBytes.write(record));
    }

    void delete(BaselineKey key) {
        store.delete(key(key.encoded()));
    }

    void forEach(Consumer<BaselineRecord> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> visitor.accept(
                    StateFormat.read(Names.BASELINE_STORE, () -> BaselineRecordBytes.read(entry.value))));
        }
    }

    private static Bytes key(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
