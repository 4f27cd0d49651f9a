package io.tidegauge.compare;

import io.tidegauge.profile.WeightedValues;
import java.util.Arrays;

/** Type-1 quantiles of weighted values and how far they moved (Hyndman and Fan, American Statistician 50, 1996). */
public final class Quantiles {

    private static final double NORMAL_975 = 1.959963984540054;

    private Quantiles() {}

    /**
     * The smallest value x with F(x) at least p.
     *
     * @throws IllegalArgumentException without values, or for p outside (0, 1]
     */
    public static double typeOne(WeightedValues values, double p) {
        if (values.size() == 0 || !(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("quantile " + p + " of " + values);
        }
        return typeOne(values, cumulative(values), p);
    }

    /** The same with the running sums of the counts at hand. */
    static double typeOne(WeightedValues values, long[] cumulative, double p) {
        double total = cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            // Both sides are correctly rounded quotients, so equal shares compare equal.
            if (cumulative[middle] / total >= p) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values.values()[low];
    }

    /** The counts up to and including each value. */
    static long[] cumulative(WeightedValues values) {
        long[] cumulative = values.counts().clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        return cumulative;
    }

    /** The median, the mean of the two middle values where their number is even. */
    static double median(WeightedValues values, long[] cumulative) {
        long n = cumulative[cumulative.length - 1];
        double upper = atRank(values, cumulative, n / 2);
        return n % 2 == 1 ? upper : atRank(values, cumulative, n / 2 - 1) / 2 + upper / 2;
    }

    /** The value of rank {@code rank}, from 0. */
    static double atRank(WeightedValues values, long[] cumulative, long rank) {
        int found = Arrays.binarySearch(cumulative, rank);
        int index = found >= 0 ? found + 1 : -found - 1;
        return values.values()[index];
    }

    /**
     * The 95 % interval of {@link #shift}, from the window's values of the ranks pn ± 1.96 √(np(1 − p)) (Conover, Practical
     * Nonparametric Statistics, section 3.2), with the baseline's quantiles taken as known.
     *
     * @param end −1 for the lower end, 1 for the upper
     */
    static Statistic shiftBound(Summary baseline, Summary window, double p, int end) {
        double n = window.moments().n();
        double rank = p * n + end * NORMAL_975 * Math.sqrt(n * p * (1 - p));
        double bound = window.atRank((long) Math.max(0, Math.min(n - 1, Math.ceil(rank) - 1)));
        return shift(baseline, window, p, bound);
    }

    /** (Q_w(p) − Q_b(p)) / IQR_b, without unit; undefined where the baseline's interquartile range is 0. */
    public static Statistic shift(Summary baseline, Summary window, double p) {
        return shift(baseline, window, p, window.quantile(p));
    }

    private static Statistic shift(Summary baseline, Summary window, double p, double quantile) {
        if (!baseline.squaresFit() || !window.squaresFit()) {
            return Statistic.undefined(Summary.SQUARES_DO_NOT_FIT);
        }
        double range = baseline.quantile(0.75) - baseline.quantile(0.25);
        return range == 0
                ? Statistic.undefined("the baseline's interquartile range is 0")
                : Statistic.finite((quantile - baseline.quantile(p)) / range);
    }
}
