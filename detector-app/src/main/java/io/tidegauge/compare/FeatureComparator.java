package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import java.util.Optional;

/** Compares one feature of a window with its baseline: counts, cells, every statistic, effect and significance. */
public final class FeatureComparator {

    private static final int FEW_ROWS = 5;

    private FeatureComparator() {}

    /**
     * Compares a window's profile with the baseline's, with rows taken as independent.
     *
     * @param feature the feature's name
     * @param kind how to compare it
     * @param baseline the baseline's profile of the feature
     * @param baselineRows rows of the model in the baseline, at least the profile's
     * @param window the window's profile of the feature; an empty one where the window never named it
     * @param windowRows rows of the model in the window, at least the profile's
     * @throws IllegalArgumentException where a profile has more rows than its model
     */
    public static FeatureComparison compare(
            String feature,
            FeatureKind kind,
            FeatureProfile baseline,
            long baselineRows,
            FeatureProfile window,
            long windowRows) {
        return compare(
                feature,
                kind,
                baseline,
                baselineRows,
                window,
                windowRows,
                IndependentRows.of(kind, baseline, baselineRows));
    }

    /**
     * As {@link #compare(String, FeatureKind, FeatureProfile, long, FeatureProfile, long)}, judged as given: the effect and
     * the cells' shares are those against the rows that the significance holds the window against, the statistics those
     * against all of the baseline.
     *
     * @throws IllegalArgumentException where the significance is of another kind
     */
    public static FeatureComparison compare(
            String feature,
            FeatureKind kind,
            FeatureProfile baseline,
            long baselineRows,
            FeatureProfile window,
            long windowRows,
            Significance significance) {
        if (significance.layout().kind() != kind) {
            throw new IllegalArgumentException("feature " + feature + ": compared as " + kind + " on cells for "
                    + significance.layout().kind());
        }
        Side before = new Side(feature, baseline, baselineRows);
        Side now = new Side(feature, window, windowRows);
        return kind == FeatureKind.NUMERIC
                ? numeric(feature, before, now, significance)
                : categorical(feature, before, now, significance);
    }

    private static FeatureComparison numeric(String feature, Side baseline, Side window, Significance significance) {
        StatisticTable table = new StatisticTable();
        CellTable cells = cells(significance.layout(), baseline, window);
        Optional<Summary> before = baseline.summary();
        Optional<Summary> now = window.summary();
        RangeViolations range = RangeViolations.of(baseline, before, window.profile());
        CellStatistics.addTo(table, cells.baselineValues(), cells.windowValues());
        SummaryStatistics.addTo(table, before, now);
        range.addTo(table);
        if (before.isPresent() && now.isPresent()) {
            ValueStatistics.addTo(table, pool(baseline, before.get(), window, now.get()), before.get(), now.get());
        }
        Distinct distinct = new Distinct(
                baseline.profile().numbers().size(), window.profile().numbers().size());
        Outside outside = new Outside(window.notNumeric(), range.below(), range.above(), 0);
        table.put(StatisticName.BASELINE_N, baseline.profile().numbers().total());
        table.put(StatisticName.WINDOW_N, window.profile().numbers().total());
        return comparison(
                feature, FeatureKind.NUMERIC, baseline, window, distinct, outside, cells, significance, table);
    }

    private static PooledValues pool(Side baseline, Summary before, Side window, Summary now) {
        return PooledValues.of(
                baseline.profile().numbers(),
                window.profile().numbers(),
                Math.min(before.moments().min(), now.moments().min()),
                Math.max(before.moments().max(), now.moments().max()));
    }

    private static FeatureComparison categorical(
            String feature, Side baseline, Side window, Significance significance) {
        StatisticTable table = new StatisticTable();
        CategoryCounts before = baseline.profile().asCategories();
        CategoryCounts now = window.profile().asCategories();
        CategoryTable categories = CategoryTable.of(before, now);
        categories.addTo(table);
        CellTable cells = cells(significance.layout(), baseline, window);
        // A baseline that has such numbers itself counts them among its other categories.
        long mismatched = baseline.notCategorical() > 0 ? 0 : window.notCategorical();
        Distinct distinct = new Distinct(Math.round(before.distinct()), Math.round(now.distinct()));
        Outside outside = new Outside(mismatched, 0, 0, categories.unseenRows());
        table.put(StatisticName.BASELINE_N, before.total());
        table.put(StatisticName.WINDOW_N, now.total());
        return comparison(
                feature, FeatureKind.CATEGORICAL, baseline, window, distinct, outside, cells, significance, table);
    }

    private static CellTable cells(CellLayout layout, Side baseline, Side window) {
        return layout.table(layout.counts(baseline.profile(), baseline.rows()), window.profile(), window.rows());
    }

    /** Distinct values of each side. */
    private record Distinct(long baseline, long window) {}

    /** Window values that the baseline cannot place. */
    private record Outside(long mismatched, long below, long above, long unseen) {}

    private static FeatureComparison comparison(
            String feature,
            FeatureKind kind,
            Side baseline,
            Side window,
            Distinct distinct,
            Outside outside,
            CellTable cells,
            Significance significance,
            StatisticTable table) {
        CellTable held = cells.against(significance.baseline());
        Judgement judgement = significance.judge(held);
        addJudgement(table, judgement, held.onlyValues() ? judgement : significance.judge(held.valuesOnly()));
        addNullRates(table, baseline, window);
        AssociationStatistics.addTo(
                table, baseline.profile().association(), window.profile().association(), judgement.chance());
        table.put(StatisticName.CELLS, cells.occupied());
        table.put(StatisticName.BASELINE_DISTINCT, distinct.baseline());
        table.put(StatisticName.WINDOW_DISTINCT, distinct.window());
        return new FeatureComparison(
                feature,
                kind,
                baseline.rows(),
                window.rows(),
                baseline.missing(),
                window.missing(),
                window.profile().rows(),
                outside.mismatched(),
                baseline.notNumbers(),
                window.notNumbers(),
                outside.below(),
                outside.above(),
                outside.unseen(),
                distinct.baseline(),
                distinct.window(),
                judgement,
                resolution(kind, baseline, window),
                table.complete(kind, "a side has no values"),
                held.shares());
    }

    private static double resolution(FeatureKind kind, Side baseline, Side window) {
        return kind == FeatureKind.CATEGORICAL
                ? 0
                : Math.max(
                        baseline.profile().numbers().resolution(),
                        window.profile().numbers().resolution());
    }

    private static void addJudgement(StatisticTable table, Judgement judgement, Judgement ofValues) {
        table.put(StatisticName.EFFECT_JS, judgement.jsEffect());
        table.put(StatisticName.EFFECT_KS, judgement.ksEffect());
        table.put(StatisticName.P_JS, judgement.jsPValue());
        table.put(StatisticName.P_KS, judgement.ksPValue());
        table.put(StatisticName.EFFECT_OF_VALUES, ofValues.effect());
    }

    /** Beyond a few rows the normal law is as good, and the exact sum grows with the rows. */
    private static Statistic exactNullRate(Side baseline, Side window) {
        long fewest = Math.min(
                Math.min(baseline.missing(), baseline.rows() - baseline.missing()),
                Math.min(window.missing(), window.rows() - window.missing()));
        return fewest < FEW_ROWS
                ? Statistic.of(FisherExact.pValue(baseline.missing(), baseline.rows(), window.missing(), window.rows()))
                : Statistic.undefined("both sides have " + FEW_ROWS + " rows or more with and without a value");
    }

    private static void addNullRates(StatisticTable table, Side baseline, Side window) {
        if (baseline.rows() > 0) {
            table.put(StatisticName.BASELINE_NULL_RATE, baseline.missing() / (double) baseline.rows());
        }
        if (window.rows() > 0) {
            table.put(StatisticName.WINDOW_NULL_RATE, window.missing() / (double) window.rows());
        }
        if (baseline.rows() > 0 && window.rows() > 0) {
            TwoProportion test = TwoProportion.of(baseline.missing(), baseline.rows(), window.missing(), window.rows());
            table.put(StatisticName.NULL_RATE_DIFF, test.difference());
            table.put(StatisticName.NULL_RATE_Z, test.z());
            table.put(StatisticName.NULL_RATE_P, test.pValue());
            table.put(StatisticName.NULL_RATE_P_EXACT, exactNullRate(baseline, window));
            table.put(
                    StatisticName.NULL_RATE_RELATIVE_CHANGE,
                    SummaryStatistics.relativeChange(
                            baseline.missing() / (double) baseline.rows(), window.missing() / (double) window.rows()));
        }
    }
}
