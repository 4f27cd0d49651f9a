package io.tidegauge.compare;

import java.util.stream.IntStream;

/**
 * Jensen-Shannon divergence ½ Σ p ln(p / M) + ½ Σ q ln(q / M), M = (p + q) / 2 (Lin, 1991), and the distance, its square
 * root (Endres and Schindelin, 2003). No smoothing is needed; 1 in base 2 for disjoint sides.
 */
public final class JensenShannon {

    private static final double LN_2 = Math.log(2);

    /** Of d²; the first term left out is 1e-17 of the sum there. */
    private static final double SERIES_BELOW = 1.0 / 16;

    /** 2 / (k (k − 1)) for k = 2, 4, … */
    private static final double[] SERIES = IntStream.rangeClosed(1, 12)
            .mapToDouble(i -> 2.0 / (2 * i * (2 * i - 1)))
            .toArray();

    private JensenShannon() {}

    /** The divergence in nats, in [0, ln 2]. Times 8 n_h it is about chi-square with B − 1 degrees of freedom. */
    public static double divergenceNats(CellCounts cells) {
        double sum = 0;
        for (int i = 0; i < cells.size(); i++) {
            sum += term(cells.baselineShare(i), cells.windowShare(i));
        }
        return Math.min(sum, LN_2);
    }

    /** The same of two sides' counts by cell, both with rows. */
    public static double divergenceNats(long[] baseline, long[] window) {
        double baselineRows = 0;
        double windowRows = 0;
        for (int i = 0; i < baseline.length; i++) {
            baselineRows += baseline[i];
            windowRows += window[i];
        }
        double sum = 0;
        for (int i = 0; i < baseline.length; i++) {
            if (baseline[i] + window[i] > 0) {
                sum += term(baseline[i] / baselineRows, window[i] / windowRows);
            }
        }
        return Math.min(sum, LN_2);
    }

    /** One cell's part; at least one of the shares is above 0. */
    private static double term(double p, double q) {
        return (p + q) / 4 * curve((q - p) / (q + p));
    }

    /**
     * (1 + d) ln(1 + d) + (1 − d) ln(1 − d), for d in [-1, 1]; near 0 by its series Σ 2 d^k / (k (k − 1)) over even k, where
     * the logarithms would cancel.
     */
    private static double curve(double d) {
        double square = d * d;
        if (square >= 1) {
            return 2 * LN_2;
        }
        if (square >= SERIES_BELOW) {
            return (1 + d) * Math.log(1 + d) + (1 - d) * Math.log(1 - d);
        }
        double sum = 0;
        for (int i = SERIES.length - 1; i >= 0; i--) {
            sum = (sum + SERIES[i]) * square;
        }
        return sum;
    }

    /** The square root of the divergence in bits, in [0, 1]. */
    public static double distance(CellCounts cells) {
        return Math.sqrt(divergenceNats(cells) / LN_2);
    }

    /** The square root of the divergence in nats, in [0, 0.8326]. */
    public static double distanceNats(CellCounts cells) {
        return Math.sqrt(divergenceNats(cells));
    }

    /** P-value without drift. */
    public static double pValue(CellCounts cells) {
        return TailProbability.chiSquare(8 * cells.effectiveRows() * divergenceNats(cells), cells.size() - 1);
    }
}
