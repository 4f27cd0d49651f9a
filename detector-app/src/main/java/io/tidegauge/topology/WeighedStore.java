package io.tidegauge.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store on the heap whose entries are weighed. Their keys begin with a model's version. */
final class WeighedStore implements KeyValueStore<Bytes, byte[]> {

    private final KeyValueStore<Bytes, byte[]> store;
    private final StoreWeights weights;

    /** Weighs what the store holds already. */
    WeighedStore(KeyValueStore<Bytes, byte[]> store, StoreWeights weights) {
        this.store = store;
        this.weights = weights;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> weights.changed(name(), entry.key, null, entry.value));
        }
    }

    @Override
    public void put(Bytes key, byte[] value) {
        weights.changed(name(), key, store.get(key), value);
        store.put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = store.putIfAbsent(key, value);
        if (before == null) {
            weights.changed(name(), key, null, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] before = store.delete(key);
        weights.changed(name(), key, before, null);
        return before;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return store.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return store.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return store.all();
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
        return store.prefixScan(prefix, serializer);
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        throw new IllegalStateException("a store is initialised by its task");
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        throw new IllegalStateException("a store is committed by its task");
    }

    @Override
    public void close() {
        throw new IllegalStateException("a store is closed by its task");
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }
}
