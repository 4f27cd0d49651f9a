package io.tidegauge.compare;

/**
 * Tests of equal spread of two samples. Each needs at least two values on either side and some spread.
 *
 * <p>Bartlett's and the F test are wildly anticonservative for data that are not normal: for display only.
 */
final class SpreadTests {

    /** A statistic with its p-value. */
    record Result(double statistic, double pValue) {}

    private SpreadTests() {}

    /** Whether the tests on variances are defined: both sides have some spread. */
    static boolean bothSpread(Sample baseline, Sample window) {
        return baseline.variance() > 0 && window.variance() > 0;
    }

    /** The ratio of the variances, window over baseline, and its two-sided p-value under normality. */
    static Result f(Sample baseline, Sample window) {
        double ratio = window.variance() / baseline.variance();
        double upper = TailProbability.f(ratio, window.n() - 1.0, baseline.n() - 1.0);
        double lower = TailProbability.fLower(ratio, window.n() - 1.0, baseline.n() - 1.0);
        return new Result(ratio, Math.min(1, 2 * Math.min(upper, lower)));
    }

    /** Bartlett's test (Bartlett, 1937), chi-square with one degree of freedom. */
    static Result bartlett(Sample baseline, Sample window) {
        double b = baseline.n() - 1.0;
        double w = window.n() - 1.0;
        // Logarithms of ratios to the pooled variance: small differences keep their digits.
        double pooled = (b * baseline.variance() + w * window.variance()) / (b + w);
        double above = -b * Math.log(baseline.variance() / pooled) - w * Math.log(window.variance() / pooled);
        double under = 1 + (1 / b + 1 / w - 1 / (b + w)) / 3;
        double statistic = Math.max(0, above / under);
        return new Result(statistic, TailProbability.chiSquare(statistic, 1));
    }

    /**
     * Levene's test: one-way analysis of variance of |x − center| with each side's own center (Levene, 1960, means;
     * Brown and Forsythe, 1974, medians). Undefined where these deviations have no spread.
     */
    static Statistic levene(Sample baselineDeviations, Sample windowDeviations) {
        double n = (double) baselineDeviations.n() + windowDeviations.n();
        double within = (baselineDeviations.n() - 1) * baselineDeviations.variance()
                + (windowDeviations.n() - 1) * windowDeviations.variance();
        double difference = windowDeviations.mean() - baselineDeviations.mean();
        double between = difference * difference * baselineDeviations.n() / n * windowDeviations.n();
        return within == 0
                ? Statistic.undefined("the deviations have no spread")
                : Statistic.finite((n - 2) * between / within);
    }

    /** P-value of {@link #levene} for n values in all. */
    static double levenePValue(double statistic, double n) {
        return TailProbability.f(statistic, 1, n - 2);
    }
}
