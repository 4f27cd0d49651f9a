package io.tidegauge.topology;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what RocksDB uses beside the heap: all stores of all tasks and threads share one block cache, which also holds
 * their indexes and filters, and to which what they have not yet written is charged. Left alone, every store of every
 * task has a cache and write buffers of its own, and indexes outside of both.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {

    /** Bytes shared by all stores of an instance. */
    static final String BYTES_CONFIG = "tidegauge.rocksdb.memory.bytes";

    /** A store takes memory for writing in blocks of this size: an instance has dozens of stores, most of them idle. */
    private static final long ARENA_BLOCK_BYTES = 64 * 1024;

    private static final double SHARE_OF_INDEXES = 0.2;

    private static final Map<Long, Memory> SHARED = new ConcurrentHashMap<>();

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Memory memory = of((Long) Objects.requireNonNull(configs.get(BYTES_CONFIG)));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(memory.bytes() / 8);
        options.setMaxWriteBufferNumber(2);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
    }

    /** Nothing here is the store's own: the others still use it. */
    @Override
    public void close(String storeName, Options options) {}

    /** What all stores of this size share, made once and kept for the life of the process. */
    static Memory of(long bytes) {
        return SHARED.computeIfAbsent(bytes, Memory::new);
    }

    /** A cache, and the part of it that may be filled by what is not yet written. */
    static final class Memory {

        static {
            RocksDB.loadLibrary();
        }

        private final long bytes;
        private final Cache cache;
        private final WriteBufferManager writeBuffers;

        Memory(long bytes) {
            this.bytes = bytes;
            this.cache = new LRUCache(bytes, -1, false, SHARE_OF_INDEXES);
            this.writeBuffers = new WriteBufferManager(bytes / 2, cache);
        }

        long bytes() {
            return bytes;
        }

        Cache cache() {
            return cache;
        }

        WriteBufferManager writeBuffers() {
            return writeBuffers;
        }
    }
}
