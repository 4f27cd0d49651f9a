package io.tidegauge.compare;

import java.util.Map;
import java.util.Optional;

/** What each side of a numeric feature looks like, and how far that moved. */
final class SummaryStatistics {

    private static final Map<Double, StatisticName> BASELINE_QUANTILES = Map.of(
            0.01, StatisticName.BASELINE_Q01,
            0.05, StatisticName.BASELINE_Q05,
            0.10, StatisticName.BASELINE_Q10,
            0.25, StatisticName.BASELINE_Q25,
            0.50, StatisticName.BASELINE_Q50,
            0.75, StatisticName.BASELINE_Q75,
            0.90, StatisticName.BASELINE_Q90,
            0.95, StatisticName.BASELINE_Q95,
            0.99, StatisticName.BASELINE_Q99);

    private static final Map<Double, StatisticName> WINDOW_QUANTILES = Map.of(
            0.01, StatisticName.WINDOW_Q01,
            0.05, StatisticName.WINDOW_Q05,
            0.10, StatisticName.WINDOW_Q10,
            0.25, StatisticName.WINDOW_Q25,
            0.50, StatisticName.WINDOW_Q50,
            0.75, StatisticName.WINDOW_Q75,
            0.90, StatisticName.WINDOW_Q90,
            0.95, StatisticName.WINDOW_Q95,
            0.99, StatisticName.WINDOW_Q99);

    private static final Map<Double, StatisticName> SHIFTS = Map.of(
            0.05, StatisticName.QUANTILE_SHIFT_Q05,
            0.25, StatisticName.QUANTILE_SHIFT_Q25,
            0.50, StatisticName.QUANTILE_SHIFT_Q50,
            0.75, StatisticName.QUANTILE_SHIFT_Q75,
            0.95, StatisticName.QUANTILE_SHIFT_Q95);

    private record Interval(StatisticName low, StatisticName high) {}

    private static final Map<Double, Interval> SHIFT_INTERVALS = Map.of(
            0.05, new Interval(StatisticName.QUANTILE_SHIFT_Q05_LOW, StatisticName.QUANTILE_SHIFT_Q05_HIGH),
            0.25, new Interval(StatisticName.QUANTILE_SHIFT_Q25_LOW, StatisticName.QUANTILE_SHIFT_Q25_HIGH),
            0.50, new Interval(StatisticName.QUANTILE_SHIFT_Q50_LOW, StatisticName.QUANTILE_SHIFT_Q50_HIGH),
            0.75, new Interval(StatisticName.QUANTILE_SHIFT_Q75_LOW, StatisticName.QUANTILE_SHIFT_Q75_HIGH),
            0.95, new Interval(StatisticName.QUANTILE_SHIFT_Q95_LOW, StatisticName.QUANTILE_SHIFT_Q95_HIGH));

    private SummaryStatistics() {}

    static void addTo(StatisticTable table, Optional<Summary> baseline, Optional<Summary> window) {
        baseline.ifPresent(side -> addBaseline(table, side));
        window.ifPresent(side -> addWindow(table, side));
        if (baseline.isPresent() && window.isPresent()) {
            addChanges(table, baseline.get(), window.get());
        }
    }

    private static void addBaseline(StatisticTable table, Summary side) {
        table.put(StatisticName.BASELINE_MIN, side.moments().min());
        table.put(StatisticName.BASELINE_MAX, side.moments().max());
        table.put(StatisticName.BASELINE_MEAN, side.moments().mean());
        table.put(StatisticName.BASELINE_VAR, side.variance());
        table.put(StatisticName.BASELINE_STD, side.deviation());
        table.put(StatisticName.BASELINE_STD_POPULATION, Statistic.finite(side.populationDeviation()));
        table.put(StatisticName.BASELINE_SKEW, side.skewness());
        table.put(StatisticName.BASELINE_KURTOSIS, side.kurtosis());
        BASELINE_QUANTILES.forEach((p, name) -> table.put(name, side.quantile(p)));
    }

    private static void addWindow(StatisticTable table, Summary side) {
        table.put(StatisticName.WINDOW_MIN, side.moments().min());
        table.put(StatisticName.WINDOW_MAX, side.moments().max());
        table.put(StatisticName.WINDOW_MEAN, side.moments().mean());
        table.put(StatisticName.WINDOW_VAR, side.variance());
        table.put(StatisticName.WINDOW_STD, side.deviation());
        table.put(StatisticName.WINDOW_STD_POPULATION, Statistic.finite(side.populationDeviation()));
        table.put(StatisticName.WINDOW_SKEW, side.skewness());
        table.put(StatisticName.WINDOW_KURTOSIS, side.kurtosis());
        WINDOW_QUANTILES.forEach((p, name) -> table.put(name, side.quantile(p)));
    }

    private static void addChanges(StatisticTable table, Summary baseline, Summary window) {
        table.put(
                StatisticName.MIN_RELATIVE_CHANGE,
                relativeChange(baseline.moments().min(), window.moments().min()));
        table.put(
                StatisticName.MAX_RELATIVE_CHANGE,
                relativeChange(baseline.moments().max(), window.moments().max()));
        table.put(
                StatisticName.MEAN_RELATIVE_CHANGE,
                relativeChange(baseline.moments().mean(), window.moments().mean()));
        table.put(StatisticName.MEDIAN_RELATIVE_CHANGE, relativeChange(baseline.quantile(0.5), window.quantile(0.5)));
        table.put(
                StatisticName.STD_RELATIVE_CHANGE,
                relativeChange(baseline.deviation().orNaN(), window.deviation().orNaN()));
        table.put(StatisticName.MEAN_SHIFT_OVER_STD, meanShift(baseline, window));
        SHIFTS.forEach((p, name) -> table.put(name, Quantiles.shift(baseline, window, p)));
        SHIFT_INTERVALS.forEach((p, interval) -> {
            table.put(interval.low(), Quantiles.shiftBound(baseline, window, p, -1));
            table.put(interval.high(), Quantiles.shiftBound(baseline, window, p, 1));
        });
        addDistinct(table, baseline, window);
    }

    private static void addDistinct(StatisticTable table, Summary baseline, Summary window) {
        if (!baseline.exact() || !window.exact()) {
            table.undefined(
                    "a side has more distinct values than are told apart",
                    StatisticName.DISTINCT_RATIO,
                    StatisticName.DISTINCT_RATIO_RAREFIED);
            return;
        }
        table.put(
                StatisticName.DISTINCT_RATIO,
                window.values().size() / (double) baseline.values().size());
        table.put(
                StatisticName.DISTINCT_RATIO_RAREFIED,
                Rarefaction.ratio(baseline.values().counts(), window.values().counts()));
    }

    /** |w − b| / |b|; undefined where the baseline's figure is 0 or has no value. */
    static Statistic relativeChange(double baseline, double window) {
        if (baseline == 0) {
            return Statistic.undefined("the baseline's figure is 0");
        }
        if (Double.isNaN(baseline) || Double.isNaN(window)) {
            return Statistic.undefined("a side's figure is undefined");
        }
        return Statistic.finite(Math.abs(window - baseline) / Math.abs(baseline));
    }

    /** (mean_w − mean_b) / s_b, s with divisor n − 1. */
    private static Statistic meanShift(Summary baseline, Summary window) {
        if (!Sample.possible(baseline) || !window.squaresFit()) {
            return Statistic.undefined("the baseline's standard deviation is undefined");
        }
        if (baseline.constant()) {
            return Statistic.undefined("the baseline is constant");
        }
        return Statistic.finite((window.meanFrom(baseline.center()) - baseline.meanFrom(baseline.center()))
                / baseline.deviation().orNaN());
    }
}
