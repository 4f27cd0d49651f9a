package io.tidegauge.calibrate;

import java.util.Arrays;

/**
 * Rows of a baseline's blocks, counted on the baseline's cells.
 *
 * @param lengthMs length of every block, milliseconds
 * @param startsMs start of each block, event time, ascending; multiples of the length
 * @param counts rows by block and cell, in the order of the cell layout; no block is without rows
 * @param all how many blocks the baseline has of this length; more than are here where they were thinned out evenly
 */
public record BlockCells(long lengthMs, long[] startsMs, int[][] counts, int all) {

    /** Blocks kept of one length at the most; more are thinned out evenly. */
    public static final int MOST = 1_008;

    public BlockCells {
        if (lengthMs <= 0 || startsMs.length != counts.length || all < counts.length || counts.length > MOST) {
            throw new IllegalArgumentException(counts.length + " of " + all + " blocks of " + lengthMs + " ms with "
                    + startsMs.length + " starts");
        }
        for (int i = 0; i < startsMs.length; i++) {
            if (Math.floorMod(startsMs[i], lengthMs) != 0 || (i > 0 && startsMs[i] <= startsMs[i - 1])) {
                throw new IllegalArgumentException("block " + i + " of " + lengthMs + " ms starts at " + startsMs[i]);
            }
            if (counts[i].length != counts[0].length
                    || Arrays.stream(counts[i]).anyMatch(c -> c < 0)
                    || Arrays.stream(counts[i]).allMatch(c -> c == 0)) {
                throw new IllegalArgumentException("block " + i + " counts " + Arrays.toString(counts[i]));
            }
        }
    }
}
