package io.tidegauge.compare;

import java.util.function.IntToDoubleFunction;

/**
 * Kullback-Leibler divergence Σ q ln(q / p) in nats, not negative (Kullback and Leibler, 1951). It is infinite where a
 * cell of p is empty, so shares are raised to {@link PopulationStability#EPSILON} and renormalised.
 */
public final class KullbackLeibler {

    /** Below this the series of {@link #excess} is used: its 16 terms then reach full precision. */
    private static final double SERIES_BELOW = 0.1;

    private KullbackLeibler() {}

    /** Σ q ln(q / p): the window seen from the baseline. */
    public static double windowFromBaseline(CellCounts cells) {
        return divergence(cells.size(), cells::windowShare, cells::baselineShare);
    }

    /** Σ p ln(p / q): the baseline seen from the window. */
    public static double baselineFromWindow(CellCounts cells) {
        return divergence(cells.size(), cells::baselineShare, cells::windowShare);
    }

    /** P-value of the window's divergence without drift: 2 n_h KL is about chi-square with B − 1 degrees of freedom. */
    public static double pValue(CellCounts cells) {
        return TailProbability.chiSquare(2 * cells.effectiveRows() * windowFromBaseline(cells), cells.size() - 1);
    }

    private static double divergence(int size, IntToDoubleFunction of, IntToDoubleFunction from) {
        double ofSum = raisedSum(size, of);
        double fromSum = raisedSum(size, from);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double q = Math.max(of.applyAsDouble(i), PopulationStability.EPSILON) / ofSum;
            double p = Math.max(from.applyAsDouble(i), PopulationStability.EPSILON) / fromSum;
            sum += p * excess((q - p) / p);
        }
        return sum;
    }

    private static double raisedSum(int size, IntToDoubleFunction share) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.max(share.applyAsDouble(i), PopulationStability.EPSILON);
        }
        return sum;
    }

    /**
     * (1 + d) ln(1 + d) − d, for d at least −1. Divergences are sums of it: written so, the first-order terms, which
     * cancel in the sum, never enter, and small divergences of large samples keep their digits.
     */
    static double excess(double d) {
        if (d <= -1) {
            return 1;
        }
        if (Math.abs(d) >= SERIES_BELOW) {
            return (1 + d) * Math.log1p(d) - d;
        }
        double sum = 0;
        double power = d * d;
        for (int k = 2; k < 18; k++) {
            sum += power / (k * (k - 1));
            power *= -d;
        }
        return sum;
    }
}
