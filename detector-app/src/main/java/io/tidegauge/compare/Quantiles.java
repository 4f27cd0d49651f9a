package io.tidegauge.compare;

import io.tidegauge.profile.WeightedValues;

/** Type-1 quantiles of weighted values and how far they moved (Hyndman and Fan, American Statistician 50, 1996). */
public final class Quantiles {

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
        double total = values.total();
        long below = 0;
        for (int i = 0; i < values.size() - 1; i++) {
            below += values.counts()[i];
            // Both sides are correctly rounded quotients, so equal shares compare equal.
            if (below / total >= p) {
                return values.values()[i];
            }
        }
        return values.values()[values.size() - 1];
    }

    /** (Q_w(p) − Q_b(p)) / IQR_b, without unit; undefined where the baseline's interquartile range is 0. */
    public static Statistic shift(Summary baseline, Summary window, double p) {
        if (!baseline.squaresFit() || !window.squaresFit()) {
            return Statistic.undefined(Summary.SQUARES_DO_NOT_FIT);
        }
        double range = baseline.quantile(0.75) - baseline.quantile(0.25);
        return range == 0
                ? Statistic.undefined("the baseline's interquartile range is 0")
                : Statistic.finite((window.quantile(p) - baseline.quantile(p)) / range);
    }
}
