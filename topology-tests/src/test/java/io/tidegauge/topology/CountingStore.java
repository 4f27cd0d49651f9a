package io.tidegauge.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store that counts what is asked of it: every read, write and scan is one operation, and so is every entry of a scan. */
final class CountingStore implements KeyValueStore<Bytes, byte[]> {

    private final KeyValueStore<Bytes, byte[]> store;
    private final AtomicLong operations;
    private final AtomicLong written;

    /** Adds its operations to the one, and the bytes of what is put into it, keys and all, to the other. */
    CountingStore(KeyValueStore<Bytes, byte[]> store, AtomicLong operations, AtomicLong written) {
        this.store = store;
        this.operations = operations;
        this.written = written;
    }

    @Override
    public void put(Bytes key, byte[] value) {
        operations.incrementAndGet();
        written.addAndGet(key.get().length + value.length);
        store.put(key, value);
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        operations.incrementAndGet();
        written.addAndGet(key.get().length + value.length);
        return store.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        operations.incrementAndGet();
        return store.delete(key);
    }

    @Override
    public byte[] get(Bytes key) {
        operations.incrementAndGet();
        return store.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return counted(store.range(from, to));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return counted(store.all());
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
        return counted(store.prefixScan(prefix, serializer));
    }

    private KeyValueIterator<Bytes, byte[]> counted(KeyValueIterator<Bytes, byte[]> entries) {
        operations.incrementAndGet();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                operations.incrementAndGet();
                return entries.next();
            }

            @Override
            public Bytes peekNextKey() {
                return entries.peekNextKey();
            }

            @Override
            public void close() {
                entries.close();
            }
        };
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
        store.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        store.commit(offsets);
    }

    @Override
    public void close() {
        store.close();
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
