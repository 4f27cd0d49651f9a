package io.tidegauge.compare;

/**
 * Mann-Whitney U test with the normal approximation corrected for ties (Mann and Whitney, 1947; Lehmann, Nonparametrics,
 * chapter 1).
 *
 * @param u the U statistic of the baseline: pairs in which the baseline's value is larger, ties counting one half
 * @param auc P(W &gt; B) + ½ P(W = B), in [0, 1]; ½ without drift
 * @param deviation standard deviation of U without drift; 0 where all values are equal
 * @param center half of all pairs
 */
public record MannWhitney(double u, double auc, double deviation, double center) {

    /** The test on pooled values. */
    public static MannWhitney of(PooledValues values) {
        double windowU = 0;
        double ties = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            windowU += values.window(i) * (below + values.baseline(i) / 2.0);
            below += values.baseline(i);
            double tied = (double) values.baseline(i) + values.window(i);
            ties += tied * (tied * tied - 1);
        }
        double pairs = (double) values.baselineTotal() * values.windowTotal();
        double all = (double) values.baselineTotal() + values.windowTotal();
        double variance = pairs / 12 * (all + 1 - ties / (all * (all - 1)));
        return new MannWhitney(pairs - windowU, windowU / pairs, Math.sqrt(Math.max(0, variance)), pairs / 2);
    }

    /** Two-sided p-value with continuity correction; 1 where all values are equal. */
    public double pValue() {
        return tail(Math.abs(u - center) - 0.5);
    }

    /** Two-sided p-value without continuity correction; 1 where all values are equal. */
    public double pValueUncorrected() {
        return tail(Math.abs(u - center));
    }

    private double tail(double distance) {
        return deviation == 0 || distance <= 0 ? 1 : TailProbability.normalTwoSided(distance / deviation);
    }
}
