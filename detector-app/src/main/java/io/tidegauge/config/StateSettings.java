package io.tidegauge.config;

import org.jspecify.annotations.Nullable;

/**
 * Stores and internal topics.
 *
 * @param internalPartitions partitions of the internal topics; never changes in an application's life
 * @param standbyReplicas standby copies of the stores
 * @param threads stream threads of an instance
 * @param directory the state directory, or null for Kafka Streams' default
 */
public record StateSettings(
        int internalPartitions,
        int standbyReplicas,
        int threads,
        @Nullable String directory) {

    public static final StateSettings DEFAULT = new StateSettings(12, 0, 1, null);

    public StateSettings {
        if (internalPartitions < 1 || standbyReplicas < 0 || threads < 1) {
            throw new IllegalArgumentException("state: internal-partitions " + internalPartitions
                    + ", standby-replicas " + standbyReplicas + ", threads " + threads);
        }
    }
}
