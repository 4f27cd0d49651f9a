package io.tidegauge.topology;

import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * How far the application has read its source topics, as the cluster sees it: what decides that a silent partition is
 * idle and not merely lagging. Refreshed in the background; safe to call from any stream thread.
 */
public interface SourceProgress {

    /** Partition counts of the event topics, by topic. */
    SortedMap<String, Integer> eventPartitions();

    /**
     * The offset that the application has committed for a source partition, as of the last refresh; its first offset, or
     * 0, where it has committed none.
     */
    long committed(String topic, int partition);

    /**
     * The committed offset of an event partition, where a refresh that began after the instant found nothing readable
     * beyond it; empty otherwise.
     *
     * @param sinceNanos an instant as {@link System#nanoTime} tells it
     */
    OptionalLong readWhole(String topic, int partition, long sinceNanos);

    /** End offsets of the baseline topic as of start-up, by partition. */
    SortedMap<Integer, Long> baselineEndOffsets();
}
