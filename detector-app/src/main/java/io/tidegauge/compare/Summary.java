package io.tidegauge.compare;

import io.tidegauge.profile.Moments;
import io.tidegauge.profile.WeightedValues;

/**
 * One side's numeric values, at least one: moments of the raw values, and the values themselves as far as the histogram
 * tells them apart.
 */
public final class Summary {

    /** Why a statistic that needs squares is undefined for values beyond about 1e154 or all within 1e-154. */
    static final String SQUARES_DO_NOT_FIT = "squares of the values over- or underflow";

    private final Moments moments;
    private final WeightedValues values;
    private final boolean exact;
    private final long[] cumulative;

    /**
     * Gathers what is known of a side.
     *
     * @param moments moments of the finite values
     * @param values the values with their counts; of multi-valued buckets, a representative
     * @param exact whether all values are told apart
     */
    public Summary(Moments moments, WeightedValues values, boolean exact) {
        if (moments.n() < 1 || values.size() < 1) {
            throw new IllegalArgumentException("there are no values");
        }
        this.moments = moments;
        this.values = values;
        this.exact = exact;
        this.cumulative = Quantiles.cumulative(values);
    }

    public Moments moments() {
        return moments;
    }

    public WeightedValues values() {
        return values;
    }

    public boolean exact() {
        return exact;
    }

    /** Whether all values are equal. */
    public boolean constant() {
        return moments.min() == moments.max();
    }

    /** Whether the values' variance is representable, so that what divides by it means something. */
    boolean squaresFit() {
        return Double.isFinite(moments.m2()) && (constant() || moments.m2() >= Double.MIN_NORMAL);
    }

    /** Variance with divisor n − 1. */
    Statistic variance() {
        return Statistic.of(moments.varianceSample(), moments.n() < 2 ? "fewer than two values" : SQUARES_DO_NOT_FIT);
    }

    /** Standard deviation with divisor n − 1. */
    Statistic deviation() {
        return Statistic.of(moments.stdSample(), moments.n() < 2 ? "fewer than two values" : SQUARES_DO_NOT_FIT);
    }

    /** Standard deviation with divisor n; NaN where {@link #squaresFit} is false. */
    double populationDeviation() {
        return moments.stdPopulation().orElse(Double.NaN);
    }

    /**
     * The mean minus a center. Computed from the distances to it, it keeps its digits where the mean itself is so large
     * that it has none left for the difference to another mean.
     */
    double meanFrom(double center) {
        if (!exact) {
            return moments.mean() - center;
        }
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.counts()[i] * (values.values()[i] - center);
        }
        return sum / cumulative[cumulative.length - 1];
    }

    /** A value of this side to which distances are small: its median. */
    double center() {
        return quantile(0.5);
    }

    /** Skewness √n·M3 / M2^1.5, biased. */
    Statistic skewness() {
        return Statistic.of(moments.skewness(), shapeReason());
    }

    /** Excess kurtosis n·M4 / M2² − 3, biased. */
    Statistic kurtosis() {
        return Statistic.of(moments.excessKurtosis(), shapeReason());
    }

    private String shapeReason() {
        return constant() ? "all values are equal" : "powers of the values over- or underflow";
    }

    /** The type-1 quantile: the smallest value x with F(x) at least p, p in (0, 1] (Hyndman and Fan, 1996). */
    public double quantile(double p) {
        return Quantiles.typeOne(values, cumulative, p);
    }

    /** The median, the mean of the two middle values where their number is even. */
    double median() {
        return Quantiles.median(values, cumulative);
    }

    /** The value of a rank, from 0. */
    double atRank(long rank) {
        return Quantiles.atRank(values, cumulative, rank);
    }
}
