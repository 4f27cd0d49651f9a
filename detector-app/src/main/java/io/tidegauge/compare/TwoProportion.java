package io.tidegauge.compare;

/**
 * Pooled two-proportion test (Fleiss, Statistical Methods for Rates and Proportions, chapter 3), window minus baseline.
 *
 * @param difference difference of the two proportions, in [-1, 1]
 * @param z the standardised difference; 0 where all or none have the property on both sides
 */
public record TwoProportion(double difference, double z) {

    /**
     * The test on counts.
     *
     * @throws IllegalArgumentException where a side is empty or a count exceeds its rows
     */
    public static TwoProportion of(long baselineCount, long baselineRows, long windowCount, long windowRows) {
        if (baselineRows < 1 || windowRows < 1) {
            throw new IllegalArgumentException(
                    "a side is empty: baseline " + baselineRows + ", window " + windowRows + " rows");
        }
        if (baselineCount < 0 || windowCount < 0 || baselineCount > baselineRows || windowCount > windowRows) {
            throw new IllegalArgumentException(
                    "counts " + baselineCount + " of " + baselineRows + " and " + windowCount + " of " + windowRows);
        }
        double difference = windowCount / (double) windowRows - baselineCount / (double) baselineRows;
        double pooled = ((double) baselineCount + windowCount) / ((double) baselineRows + windowRows);
        double variance = pooled * (1 - pooled) * (1.0 / baselineRows + 1.0 / windowRows);
        return new TwoProportion(difference, variance == 0 ? 0 : difference / Math.sqrt(variance));
    }

    /** Two-sided p-value, in [0, 1]. */
    public double pValue() {
        return TailProbability.normalTwoSided(z);
    }
}
