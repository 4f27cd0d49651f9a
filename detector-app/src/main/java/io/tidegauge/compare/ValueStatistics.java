package io.tidegauge.compare;

import io.tidegauge.profile.WeightedValues;

/** Every statistic that works on the values themselves, of two sides that both have some. */
final class ValueStatistics {

    /** What needs at least two values of a representable spread on both sides. */
    private static final StatisticName[] TESTS = {
        StatisticName.WELCH_T,
        StatisticName.WELCH_DF,
        StatisticName.WELCH_P,
        StatisticName.Z,
        StatisticName.Z_P,
        StatisticName.F_VAR_RATIO,
        StatisticName.F_P,
        StatisticName.BARTLETT_T,
        StatisticName.BARTLETT_P,
        StatisticName.LEVENE_MEAN_W,
        StatisticName.LEVENE_MEAN_P,
        StatisticName.LEVENE_MEDIAN_W,
        StatisticName.LEVENE_MEDIAN_P,
        StatisticName.LEVENE_BASELINE_MEDIAN_T,
        StatisticName.LEVENE_BASELINE_MEDIAN_P
    };

    private ValueStatistics() {}

    static void addTo(StatisticTable table, PooledValues pooled, Summary baseline, Summary window) {
        addDistances(table, pooled, baseline, window);
        addMannWhitney(table, MannWhitney.of(pooled));
        if (!Sample.possible(baseline) || !Sample.possible(window)) {
            table.undefined("a side has fewer than two values, or " + Summary.SQUARES_DO_NOT_FIT, TESTS);
            return;
        }
        Sample before = Sample.of(baseline, baseline.center());
        Sample now = Sample.of(window, baseline.center());
        addMeanTests(table, before, now);
        addVarianceTests(table, before, now);
        addLevene(table, baseline, window);
    }

    private static void addDistances(StatisticTable table, PooledValues pooled, Summary baseline, Summary window) {
        KolmogorovSmirnov ks = KolmogorovSmirnov.of(pooled);
        String tooMany = "more than " + KolmogorovSmirnov.EXACT_LIMIT + " pairs of values";
        table.put(StatisticName.KS_D, ks.d());
        table.put(StatisticName.KS_P, ks.limitPValue());
        table.put(StatisticName.KS_P_FINITE, Statistic.of(ks.finitePValue(), "a side has too few values"));
        table.put(StatisticName.KS_P_EXACT, Statistic.of(ks.exactPValue(), tooMany));
        table.put(StatisticName.KS_P_EXACT_TIES, Statistic.of(ks.exactPValueGivenTies(pooled), tooMany));
        Statistic wasserstein = Wasserstein.distance(pooled);
        table.put(StatisticName.WASSERSTEIN1, wasserstein);
        table.put(StatisticName.WASSERSTEIN1_OVER_STD, Wasserstein.overDeviation(wasserstein, baseline));
        table.put(StatisticName.WASSERSTEIN1_EVIDENTLY, Wasserstein.evidently(wasserstein, baseline));
        table.put(StatisticName.WASSERSTEIN1_CLIPPED, Wasserstein.clipped(pooled, baseline));
        table.put(StatisticName.ENERGY_DISTANCE, EnergyDistance.distance(pooled, baseline, window));
        CramerVonMises cvm = CramerVonMises.of(pooled);
        table.put(StatisticName.CVM_T, cvm.t());
        table.put(StatisticName.CVM_P, cvm.pValue());
        addAndersonDarling(table, pooled);
    }

    private static void addAndersonDarling(StatisticTable table, PooledValues pooled) {
        if (!AndersonDarling.defined(pooled)) {
            table.undefined(
                    "fewer than four values, or all are equal",
                    StatisticName.ANDERSON_DARLING,
                    StatisticName.ANDERSON_DARLING_P);
            return;
        }
        AndersonDarling test = AndersonDarling.of(pooled);
        table.put(StatisticName.ANDERSON_DARLING, test.statistic());
        table.put(StatisticName.ANDERSON_DARLING_P, test.pValue());
    }

    private static void addMannWhitney(StatisticTable table, MannWhitney test) {
        table.put(StatisticName.MANNWHITNEY_U_BASELINE, test.u());
        table.put(StatisticName.MANNWHITNEY_P, test.pValue());
        table.put(StatisticName.MANNWHITNEY_P_UNCORRECTED, test.pValueUncorrected());
        table.put(StatisticName.AUC_WINDOW_GREATER, test.auc());
    }

    private static void addMeanTests(StatisticTable table, Sample baseline, Sample window) {
        if (baseline.variance() + window.variance() == 0) {
            table.undefined(
                    "both sides are constant",
                    StatisticName.WELCH_T,
                    StatisticName.WELCH_DF,
                    StatisticName.WELCH_P,
                    StatisticName.Z,
                    StatisticName.Z_P);
            return;
        }
        WelchTest test = WelchTest.of(baseline, window);
        table.put(StatisticName.WELCH_T, test.t());
        table.put(StatisticName.WELCH_DF, test.degrees());
        table.put(StatisticName.WELCH_P, test.pValue());
        table.put(StatisticName.Z, test.t());
        table.put(StatisticName.Z_P, test.normalPValue());
    }

    private static void addVarianceTests(StatisticTable table, Sample baseline, Sample window) {
        if (!SpreadTests.bothSpread(baseline, window)) {
            table.undefined(
                    "a side is constant",
                    StatisticName.F_VAR_RATIO,
                    StatisticName.F_P,
                    StatisticName.BARTLETT_T,
                    StatisticName.BARTLETT_P);
            return;
        }
        SpreadTests.Result f = SpreadTests.f(baseline, window);
        table.put(StatisticName.F_VAR_RATIO, f.statistic());
        table.put(StatisticName.F_P, f.pValue());
        SpreadTests.Result bartlett = SpreadTests.bartlett(baseline, window);
        table.put(StatisticName.BARTLETT_T, bartlett.statistic());
        table.put(StatisticName.BARTLETT_P, bartlett.pValue());
    }

    private static void addLevene(StatisticTable table, Summary baseline, Summary window) {
        WeightedValues b = baseline.values();
        WeightedValues w = window.values();
        double n = (double) b.total() + w.total();
        Statistic means = SpreadTests.levene(
                Sample.ofDeviations(b, baseline.moments().mean()),
                Sample.ofDeviations(w, window.moments().mean()));
        table.put(StatisticName.LEVENE_MEAN_W, means);
        table.put(StatisticName.LEVENE_MEAN_P, levenePValue(means, n));
        Statistic medians =
                SpreadTests.levene(Sample.ofDeviations(b, baseline.median()), Sample.ofDeviations(w, window.median()));
        table.put(StatisticName.LEVENE_MEDIAN_W, medians);
        table.put(StatisticName.LEVENE_MEDIAN_P, levenePValue(medians, n));
        addBaselineMedian(
                table, Sample.ofDeviations(b, baseline.quantile(0.5)), Sample.ofDeviations(w, baseline.quantile(0.5)));
    }

    private static Statistic levenePValue(Statistic w, double n) {
        return w instanceof Statistic.Value value ? Statistic.finite(SpreadTests.levenePValue(value.value(), n)) : w;
    }

    private static void addBaselineMedian(StatisticTable table, Sample baseline, Sample window) {
        if (baseline.variance() + window.variance() == 0) {
            table.undefined(
                    "the deviations have no spread",
                    StatisticName.LEVENE_BASELINE_MEDIAN_T,
                    StatisticName.LEVENE_BASELINE_MEDIAN_P);
            return;
        }
        WelchTest test = WelchTest.of(baseline, window);
        table.put(StatisticName.LEVENE_BASELINE_MEDIAN_T, test.t());
        table.put(StatisticName.LEVENE_BASELINE_MEDIAN_P, test.pValue());
    }
}
