package io.tidegauge.compare;

/**
 * Wasserstein-1 distance ∫ |F − G| dx: the mean distance by which values would have to move, in the feature's unit, not
 * negative (Ramdas, García Trillos and Cuturi, Entropy 19, 2017, section 3). One heavy tail dominates it.
 */
public final class Wasserstein {

    /** What Evidently divides by where the standard deviation is smaller. */
    private static final double EVIDENTLY_FLOOR = 0.001;

    /** Share of the baseline's values beyond either bound of the clipped distance. */
    private static final double CLIPPED = 0.001;

    private Wasserstein() {}

    /** The distance; undefined where it overflows a double. */
    public static Statistic distance(PooledValues values) {
        return Statistic.finite(Math.scalb(values.integral(false), values.exponent()));
    }

    /** The distance over the baseline's population standard deviation, without unit; undefined for a constant baseline. */
    public static Statistic overDeviation(Statistic distance, Summary baseline) {
        if (baseline.constant()) {
            return Statistic.undefined("the baseline is constant");
        }
        if (!baseline.squaresFit()) {
            return Statistic.undefined(Summary.SQUARES_DO_NOT_FIT);
        }
        return Statistic.finite(distance.orNaN() / baseline.populationDeviation());
    }

    /**
     * The distance with both sides clipped to what lies between the baseline's 0.1 % and 99.9 % quantiles, so that no tail
     * dominates it.
     */
    public static Statistic clipped(PooledValues values, Summary baseline) {
        return Statistic.finite(Math.scalb(
                values.integralBetween(baseline.quantile(CLIPPED), baseline.quantile(1 - CLIPPED)), values.exponent()));
    }

    /** As Evidently divides: by the larger of the baseline's population standard deviation and 0.001. */
    public static Statistic evidently(Statistic distance, Summary baseline) {
        if (!baseline.squaresFit()) {
            return Statistic.undefined(Summary.SQUARES_DO_NOT_FIT);
        }
        return Statistic.finite(distance.orNaN() / Math.max(baseline.populationDeviation(), EVIDENTLY_FLOOR));
    }
}
