package io.tidegauge.topology;

import java.util.SortedMap;

/**
 * How far the application has read its source topics, as the cluster sees it: what decides that a silent partition is
 * idle and not merely lagging. Refreshed in the background; safe to call from any stream thread.
 */
public interface SourceProgress {

    /** Partition counts of the event topics, by topic. */
    SortedMap<String, Integer> eventPartitions();

    /** Whether everything readable in the partition has been read and committed, as of the last refresh. */
    boolean caughtUp(String topic, int partition);

    /** End offsets of the baseline topic as of start-up, by partition. */
    SortedMap<Integer, Long> baselineEndOffsets();

    /** The offset committed for a partition of the baseline topic, 0 where there is none. */
    long baselineCommitted(int partition);
}
