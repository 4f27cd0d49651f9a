package io.tidegauge.compare;

/**
 * Welch's t test of two means with unequal variances, window minus baseline (Welch, Biometrika 34, 1947).
 *
 * @param t the difference of the means over its standard error
 * @param degrees Welch-Satterthwaite degrees of freedom
 */
public record WelchTest(double t, double degrees) {

    /**
     * The test on two samples, not both of them without spread.
     *
     * @throws IllegalArgumentException where both variances are 0
     */
    static WelchTest of(Sample baseline, Sample window) {
        double b = baseline.variance() / baseline.n();
        double w = window.variance() / window.n();
        if (b + w == 0) {
            throw new IllegalArgumentException("both sides are constant");
        }
        double shareBaseline = b / (b + w);
        double shareWindow = w / (b + w);
        double degrees =
                1 / (shareBaseline * shareBaseline / (baseline.n() - 1) + shareWindow * shareWindow / (window.n() - 1));
        return new WelchTest((window.mean() - baseline.mean()) / Math.sqrt(b + w), degrees);
    }

    /** Two-sided p-value of Student's law. */
    public double pValue() {
        return TailProbability.studentTwoSided(t, degrees);
    }

    /** Two-sided p-value of the normal law: the z test, for large samples. */
    public double normalPValue() {
        return TailProbability.normalTwoSided(t);
    }
}
