package io.tidegauge.topology;

import java.util.Optional;
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

    /** Where an event partition ended by the last refresh; empty where the refresh is too old to say. */
    Optional<End> end(String topic, int partition);

    /** End offsets of the baseline topic as of start-up, by partition. */
    SortedMap<Integer, Long> baselineEndOffsets();

    /**
     * Where a partition ended.
     *
     * @param offset nothing readable was in the partition from here on
     * @param askedNanos when the cluster was asked, as {@link System#nanoTime} tells it
     */
    record End(long offset, long askedNanos) {}
}
