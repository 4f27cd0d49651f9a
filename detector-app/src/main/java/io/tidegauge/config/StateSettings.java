package io.tidegauge.config;

import org.jspecify.annotations.Nullable;

/**
 * Stores and internal topics.
 *
 * @param internalPartitions partitions of the internal topics; never changes in an application's life
 * @param standbyReplicas standby copies of the stores
 * @param threads stream threads of an instance
 * @param directory the state directory, or null for Kafka Streams' default
 * @param store where the stores that grow with the open windows keep them
 * @param rocksdbMemory bytes that RocksDB may use, over all stores, tasks and threads of an instance
 */
public record StateSettings(
        int internalPartitions,
        int standbyReplicas,
        int threads,
        @Nullable String directory,
        Store store,
        long rocksdbMemory) {

    /** Where the stores that grow with the open windows keep them. */
    public enum Store {
        /** On the heap. */
        MEMORY,
        /** On disk, with a cache of a fixed size beside the heap. */
        ROCKSDB
    }

    /** The least that RocksDB can work with. */
    public static final long MIN_ROCKSDB_MEMORY = 8L * 1024 * 1024;

    public static final StateSettings DEFAULT = new StateSettings(12, 0, 1, null, Store.MEMORY, 64L * 1024 * 1024);

    public StateSettings {
        if (internalPartitions < 1 || standbyReplicas < 0 || threads < 1) {
            throw new IllegalArgumentException("state: internal-partitions " + internalPartitions
                    + ", standby-replicas " + standbyReplicas + ", threads " + threads);
        }
        if (rocksdbMemory < MIN_ROCKSDB_MEMORY) {
            throw new IllegalArgumentException("rocksdb-memory must be at least 8MB, was " + rocksdbMemory + " bytes");
        }
    }
}
