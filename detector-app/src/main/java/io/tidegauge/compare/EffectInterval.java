package io.tidegauge.compare;

/**
 * The 90 % interval of the Jensen-Shannon distance that a window's law has, in base 2: the noncentralities λ at which the
 * statistic that was seen, 8 n_e JS, is the upper and the lower 5 % of a noncentral chi-square law, as √(λ / (8 n_e ln 2)).
 *
 * @param low in [0, 1]
 * @param high in [low, 1]
 */
public record EffectInterval(double low, double high) {

    private static final double TAIL = 0.05;
    private static final double LN_2 = Math.log(2);
    private static final int STEPS = 60;
    private static final double PRECISION = 1e-6;

    public EffectInterval {
        if (!(low >= 0 && low <= high && high <= 1)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high);
        }
    }

    /**
     * The interval of a comparison.
     *
     * @param divergence Jensen-Shannon divergence of the window in nats
     * @param degrees s, degrees of freedom, at least 1
     * @param rows n_e, independent rows that the comparison is worth, above 0
     */
    public static EffectInterval of(double divergence, double degrees, double rows) {
        double statistic = 8 * divergence * rows;
        double low = solve(statistic, degrees, 1 - TAIL);
        double high = solve(statistic, degrees, TAIL);
        return new EffectInterval(distance(low, rows), Math.max(distance(low, rows), distance(high, rows)));
    }

    private static double distance(double noncentrality, double rows) {
        return Math.min(1, Math.sqrt(noncentrality / (8 * rows * LN_2)));
    }

    /** The noncentrality at which P(X ≤ statistic) is the given one, 0 where it is less without any. */
    private static double solve(double statistic, double degrees, double probability) {
        if (NoncentralChiSquare.cumulative(statistic, degrees, 0) <= probability) {
            return 0;
        }
        double low = 0;
        double high = Math.max(1, statistic);
        while (NoncentralChiSquare.cumulative(statistic, degrees, high) > probability) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < STEPS && high - low > PRECISION * high; i++) {
            double middle = (low + high) / 2;
            if (NoncentralChiSquare.cumulative(statistic, degrees, middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
