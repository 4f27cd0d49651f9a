package io.tidegauge.compare;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.Moments;
import java.util.Optional;

/**
 * Window values outside the baseline's range, as far as they are known to be: where the window's histogram does not tell
 * a value at the bound from one beyond it, it counts as inside.
 *
 * @param below window values below the baseline's minimum; −Infinity too, unless the baseline has it
 * @param above window values above the baseline's maximum; Infinity too, unless the baseline has it
 * @param values window values in all, infinities included
 * @param baselineValues finite values of the baseline; without any it has no range
 */
record RangeViolations(long below, long above, long values, long baselineValues) {

    /** Counts them; {@code baselineSummary} is that of the baseline's finite numbers. */
    static RangeViolations of(Side baseline, Optional<Summary> baselineSummary, FeatureProfile window) {
        long values = window.numbers().total() + window.negativeInfinities() + window.positiveInfinities();
        if (baselineSummary.isEmpty()) {
            return new RangeViolations(0, 0, values, 0);
        }
        Moments range = baselineSummary.get().moments();
        double underMin = Math.nextDown(range.min());
        long below = Double.isInfinite(underMin) ? 0 : window.numbers().countAtMost(underMin);
        long above = window.numbers().countAbove(range.max());
        return new RangeViolations(
                below + (baseline.profile().negativeInfinities() > 0 ? 0 : window.negativeInfinities()),
                above + (baseline.profile().positiveInfinities() > 0 ? 0 : window.positiveInfinities()),
                values,
                range.n());
    }

    void addTo(StatisticTable table) {
        if (baselineValues == 0 || values == 0) {
            return;
        }
        table.put(StatisticName.BELOW_BASELINE_MIN, below);
        table.put(StatisticName.ABOVE_BASELINE_MAX, above);
        table.put(StatisticName.OUT_OF_RANGE_SHARE, (below + above) / (double) values);
        // A further value lies beyond either end of m others with a chance of 1/(m + 1).
        table.put(
                StatisticName.OUT_OF_RANGE_P,
                ExactBinomial.upperTail(below + above, values, Math.min(1, 2 / (baselineValues + 1.0))));
    }
}
