package io.tidegauge.compare;

import java.util.Arrays;

/**
 * How many rows of a baseline and of a window fall in the same cells; cells that are empty on both sides are left out,
 * and neither side is empty. What every distance on cells works on.
 */
public final class CellCounts {

    private final long[] baseline;
    private final long[] window;
    private final long baselineTotal;
    private final long windowTotal;

    private CellCounts(long[] baseline, long[] window) {
        this.baseline = baseline;
        this.window = window;
        this.baselineTotal = sum(baseline);
        this.windowTotal = sum(window);
        if (baselineTotal == 0 || windowTotal == 0) {
            throw new IllegalArgumentException(
                    "a side is empty: baseline " + baselineTotal + ", window " + windowTotal + " rows");
        }
    }

    /**
     * Pairs the counts of one cell list.
     *
     * @throws IllegalArgumentException where the lists differ in length, a count is negative, or a side has no rows
     */
    public static CellCounts of(long[] baseline, long[] window) {
        if (baseline.length != window.length) {
            throw new IllegalArgumentException(baseline.length + " baseline cells, " + window.length + " window cells");
        }
        long[] kept = new long[baseline.length];
        long[] keptWindow = new long[baseline.length];
        int size = 0;
        for (int i = 0; i < baseline.length; i++) {
            if (baseline[i] < 0 || window[i] < 0) {
                throw new IllegalArgumentException("cell " + i + ": " + baseline[i] + " and " + window[i] + " rows");
            }
            if (baseline[i] + window[i] > 0) {
                kept[size] = baseline[i];
                keptWindow[size++] = window[i];
            }
        }
        return new CellCounts(Arrays.copyOf(kept, size), Arrays.copyOf(keptWindow, size));
    }

    /** Whether both sides have rows, so that {@link #of} accepts them. */
    public static boolean comparable(long[] baseline, long[] window) {
        return hasRows(baseline) && hasRows(window);
    }

    private static boolean hasRows(long[] counts) {
        for (long count : counts) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Cells with rows on either side, at least 1. */
    public int size() {
        return baseline.length;
    }

    public long baseline(int cell) {
        return baseline[cell];
    }

    public long window(int cell) {
        return window[cell];
    }

    /** Rows of the baseline, at least 1. */
    public long baselineTotal() {
        return baselineTotal;
    }

    /** Rows of the window, at least 1. */
    public long windowTotal() {
        return windowTotal;
    }

    /** The cell's share of the baseline's rows, in [0, 1]. */
    public double baselineShare(int cell) {
        return baseline[cell] / (double) baselineTotal;
    }

    /** The cell's share of the window's rows, in [0, 1]. */
    public double windowShare(int cell) {
        return window[cell] / (double) windowTotal;
    }

    /** Cells with rows in the baseline, at least 1. */
    public int baselineCells() {
        return (int) Arrays.stream(baseline).filter(c -> c > 0).count();
    }

    /** 1 / (1/n + 1/m): the sample size of a comparison of two samples. */
    public double effectiveRows() {
        return 1 / (1.0 / baselineTotal + 1.0 / windowTotal);
    }
}
