package io.tidegauge.topology;

import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Scans of a store by the first parts of its keys. */
final class StorePrefix {

    private StorePrefix() {}

    static KeyValueIterator<Bytes, byte[]> scan(KeyValueStore<Bytes, byte[]> store, Bytes prefix) {
        return store.prefixScan(prefix, new BytesSerializer());
    }
}
