package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.StateSettings;
import io.tidegauge.testkit.TestConfigs;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of many tasks, written to and read far beyond what they may keep in memory. */
class SharedRocksMemoryTest {

    private static final long SEED = 20_261_122;
    private static final long LIMIT = StateSettings.MIN_ROCKSDB_MEMORY;
    private static final int TASKS = 12;
    private static final int ENTRIES = 4_000;

    private final List<KeyValueStore<Bytes, byte[]>> stores = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        stores.forEach(KeyValueStore::close);
    }

    @Test
    void allStoresTogetherStayWithinTheOneLimitAndLoseNothing() {
        Properties properties = StreamsProperties.of(TestConfigs.stored(
                TestConfigs.tumbling(Duration.ofMinutes(5), Duration.ZERO), StateSettings.Store.ROCKSDB, directory));
        for (int task = 0; task < TASKS; task++) {
            open(Names.PANE_STORE, task, properties);
            open(Names.PARKED_STORE, task, properties);
        }
        SharedRocksMemory.Memory memory = SharedRocksMemory.of(LIMIT);
        Random random = new Random(SEED);
        long written = 0;
        long most = 0;
        for (int entry = 0; entry < ENTRIES; entry++) {
            for (KeyValueStore<Bytes, byte[]> store : stores) {
                byte[] value = new byte[600];
                random.nextBytes(value);
                store.put(key(entry), value);
                written += value.length;
            }
            most = Math.max(most, memory.cache().getUsage());
        }
        for (KeyValueStore<Bytes, byte[]> store : stores) {
            assertThat(count(store)).isEqualTo(ENTRIES);
            most = Math.max(most, memory.cache().getUsage());
        }
        System.out.printf(
                "rocksdb: %d stores, %d bytes written, %d bytes held at most%n", stores.size(), written, most);
        assertThat(written).isGreaterThan(5 * LIMIT);
        // What is pinned while it is read, and what is still being written out, comes on top.
        assertThat(most).as("bytes of cache and write buffers").isLessThan(LIMIT + LIMIT / 2);
    }

    private void open(String name, int task, Properties properties) {
        KeyValueStore<Bytes, byte[]> store = AssessStores.builder(name, StateSettings.Store.ROCKSDB)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        Path own = directory.resolve("task-" + task);
        store.init(
                new MockProcessorContext<>(properties, new TaskId(0, task), own.toFile()).getStateStoreContext(),
                store);
        stores.add(store);
    }

    private static int count(KeyValueStore<Bytes, byte[]> store) {
        int count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    private static Bytes key(int entry) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(entry).array());
    }
}
