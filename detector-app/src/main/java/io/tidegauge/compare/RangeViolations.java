package io.tidegauge.compare;

import io.tidegauge.profile.FeatureProfile;

/**
 * Window values outside the baseline's range, as far as they are known to be: where the window's histogram does not tell
 * a value at the bound from one beyond it, it counts as inside.
 *
 * @param below window values below the baseline's minimum, −Infinity included
 * @param above window values above the baseline's maximum, Infinity included
 * @param values window values in all, infinities included
 * @param known whether the baseline has a range
 */
record RangeViolations(long below, long above, long values, boolean known) {

    static RangeViolations of(FeatureProfile baseline, FeatureProfile window) {
        long values = window.numbers().total() + window.negativeInfinities() + window.positiveInfinities();
        if (baseline.numbers().total() == 0) {
            return new RangeViolations(0, 0, values, false);
        }
        double underMin = Math.nextDown(baseline.moments().min());
        long below = Double.isInfinite(underMin) ? 0 : window.numbers().countAtMost(underMin);
        long above = window.numbers().countAbove(baseline.moments().max());
        return new RangeViolations(
                below + window.negativeInfinities(), above + window.positiveInfinities(), values, true);
    }

    void addTo(StatisticTable table) {
        if (!known || values == 0) {
            return;
        }
        table.put(StatisticName.BELOW_BASELINE_MIN, below);
        table.put(StatisticName.ABOVE_BASELINE_MAX, above);
        table.put(StatisticName.OUT_OF_RANGE_SHARE, (below + above) / (double) values);
    }
}
