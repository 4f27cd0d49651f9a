package io.tidegauge.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tests of homogeneity of two rows of counts without continuity correction: Pearson's Σ (O − E)² / E and the likelihood
 * ratio G = 2 Σ O ln(O / E), both about chi-square with B − 1 degrees of freedom (Agresti, Categorical Data Analysis,
 * chapter 3).
 *
 * @param cells cells used, at least 1
 * @param chiSquare Pearson's statistic, not negative
 * @param g the likelihood ratio, not negative
 * @param cramersV √(χ² / N) in [0, 1]; it depends on the ratio of the sample sizes
 * @param minExpected the smallest expected count; the law of the statistics is doubtful below 5
 */
public record ChiSquare(int cells, double chiSquare, double g, double cramersV, double minExpected) {

    /** Cells whose expected count is smaller in either row are pooled by {@link #pooled}. */
    public static final double MIN_EXPECTED = 5;

    /** The test on the cells as they are. */
    public static ChiSquare of(CellCounts cells) {
        double rows = (double) cells.baselineTotal() + cells.windowTotal();
        double chiSquare = 0;
        double g = 0;
        double minExpected = Double.POSITIVE_INFINITY;
        for (int i = 0; i < cells.size(); i++) {
            double total = (double) cells.baseline(i) + cells.window(i);
            double expectedBaseline = total * cells.baselineTotal() / rows;
            double expectedWindow = total * cells.windowTotal() / rows;
            // O − E of the window's row; the baseline's is its negative.
            double excess = ((double) cells.window(i) * cells.baselineTotal()
                            - (double) cells.baseline(i) * cells.windowTotal())
                    / rows;
            chiSquare += excess * excess * (1 / expectedBaseline + 1 / expectedWindow);
            g += 2 * expectedBaseline * KullbackLeibler.excess(-excess / expectedBaseline);
            g += 2 * expectedWindow * KullbackLeibler.excess(excess / expectedWindow);
            minExpected = Math.min(minExpected, Math.min(expectedBaseline, expectedWindow));
        }
        return new ChiSquare(cells.size(), chiSquare, g, Math.sqrt(chiSquare / rows), minExpected);
    }

    /**
     * The test after pooling: cells whose expected count is below {@link #MIN_EXPECTED} in either row form one cell, and
     * while that is still below, it takes in the smallest of the others.
     */
    public static ChiSquare pooled(CellCounts cells) {
        List<long[]> large = new ArrayList<>();
        long[] pool = new long[2];
        for (int i = 0; i < cells.size(); i++) {
            long[] cell = {cells.baseline(i), cells.window(i)};
            if (expected(cell, cells) < MIN_EXPECTED) {
                add(pool, cell);
            } else {
                large.add(cell);
            }
        }
        if (pool[0] + pool[1] == 0) {
            return of(cells);
        }
        large.sort(Comparator.comparingLong(cell -> cell[0] + cell[1]));
        while (!large.isEmpty() && expected(pool, cells) < MIN_EXPECTED) {
            add(pool, large.remove(0));
        }
        large.add(pool);
        return of(CellCounts.of(
                large.stream().mapToLong(cell -> cell[0]).toArray(),
                large.stream().mapToLong(cell -> cell[1]).toArray()));
    }

    /** Degrees of freedom, B − 1. */
    public int degrees() {
        return cells - 1;
    }

    /** P-value of {@link #chiSquare}; 1 with one cell. */
    public double pValue() {
        return TailProbability.chiSquare(chiSquare, degrees());
    }

    /** P-value of {@link #g}; 1 with one cell. */
    public double gPValue() {
        return TailProbability.chiSquare(g, degrees());
    }

    /** The smaller of a cell's two expected counts. */
    private static double expected(long[] cell, CellCounts cells) {
        double total = (double) cell[0] + cell[1];
        return total
                * Math.min(cells.baselineTotal(), cells.windowTotal())
                / ((double) cells.baselineTotal() + cells.windowTotal());
    }

    private static void add(long[] pool, long[] cell) {
        pool[0] += cell[0];
        pool[1] += cell[1];
    }
}
