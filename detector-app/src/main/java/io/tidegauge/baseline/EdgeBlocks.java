package io.tidegauge.baseline;

import io.tidegauge.event.TimeWindow;
import java.util.SortedMap;

/**
 * The first and the last block of rows that begin and end anywhere. Such a block is set aside where less than half of
 * its time is covered and it has less than half of the median block's rows: it says little of what a window is like, and
 * its size would pass for traffic that varies. Both, since rows may be stamped with the start of their block. None is set
 * aside that is needed for the number of blocks.
 */
final class EdgeBlocks {

    private EdgeBlocks() {}

    static void setAside(BlockProfiles blocks, TimeWindow span) {
        if (blocks.lengthMs().isEmpty()) {
            return;
        }
        long half = blocks.lengthMs().getAsLong() / 2;
        long first = blocks.blockOf(span.startMs());
        long last = blocks.blockOf(span.endMs() - 1);
        double median = median(blocks.rows());
        if (span.startMs() - first > half) {
            setAside(blocks, first, median);
        }
        if (span.endMs() - last < half) {
            setAside(blocks, last, median);
        }
    }

    private static void setAside(BlockProfiles blocks, long block, double median) {
        SortedMap<Long, Long> rows = blocks.rows();
        if (rows.size() > BlockLength.ENOUGH && rows.getOrDefault(block, 0L) < median / 2) {
            blocks.setAside(block);
        }
    }

    private static double median(SortedMap<Long, Long> rows) {
        long[] sorted =
                rows.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
