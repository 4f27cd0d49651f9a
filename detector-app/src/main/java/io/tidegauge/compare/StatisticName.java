package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import java.util.Locale;

/**
 * Every statistic of a comparison by its name in reports, each with what it is. Shares, distances and p-values are in
 * [0, 1], counts are rows; moments and quantiles have the feature's unit. A statistic without a value is undefined, with
 * its reason, never 0. Missing values are left out of every distance; only those of the decision count them as a cell.
 */
public enum StatisticName {
    BASELINE_NULL_RATE(Scope.ANY, "share of the baseline's rows without a value, null or left out"),
    WINDOW_NULL_RATE(Scope.ANY, "share of the window's rows without a value, null or left out"),
    NULL_RATE_DIFF(Scope.ANY, "null rate, window minus baseline"),
    NULL_RATE_Z(Scope.ANY, "pooled two-proportion z of the null rates"),
    NULL_RATE_P(Scope.ANY, "two-sided p-value of null_rate_z"),
    NULL_RATE_P_EXACT(
            Scope.ANY,
            "Fisher's exact p-value of the null rates where a side has fewer than five rows with or without a value"),
    NULL_RATE_RELATIVE_CHANGE(Scope.ANY, "change of the null rate over the baseline's"),

    CELLS(
            Scope.ANY,
            "cells that hold the baseline's values in the decision, after uniting what a coarser window straddles"),
    EFFECT_JS(Scope.ANY, "Jensen-Shannon distance in base 2 on the decision's cells, missing included, debiased"),
    EFFECT_KS(Scope.NUMERIC, "Kolmogorov-Smirnov distance on the decision's cells, debiased"),
    EFFECT_OF_VALUES(Scope.ANY, "the effect on the cells of values alone: what is left of it without missing values"),
    P_JS(Scope.ANY, "p-value of the Jensen-Shannon distance on the decision's cells"),
    P_KS(Scope.NUMERIC, "p-value of the Kolmogorov-Smirnov distance on the decision's cells"),

    PSI(Scope.ANY, "population stability index in nats, shares raised to at least 0.0001"),
    PSI_LAPLACE(Scope.ANY, "population stability index in nats, half a row added to each cell"),
    PSI_DEBIASED(Scope.ANY, "psi less psi_bias; may be negative"),
    PSI_BIAS(Scope.ANY, "what psi is expected to be without drift"),
    PSI_P(Scope.ANY, "chi-square p-value of psi"),
    JS_DISTANCE(Scope.ANY, "Jensen-Shannon distance in base 2"),
    JS_DISTANCE_NATS(Scope.ANY, "Jensen-Shannon distance with natural logarithms, at most 0.8326"),
    JS_DISTANCE_P(Scope.ANY, "chi-square p-value of js_distance"),
    HELLINGER(Scope.ANY, "Hellinger distance"),
    HELLINGER_P(Scope.ANY, "chi-square p-value of hellinger"),
    KL_WINDOW_FROM_BASELINE(Scope.ANY, "Kullback-Leibler divergence of the window from the baseline in nats"),
    KL_BASELINE_FROM_WINDOW(Scope.ANY, "Kullback-Leibler divergence of the baseline from the window in nats"),
    KL_P(Scope.ANY, "chi-square p-value of kl_window_from_baseline"),
    TOTAL_VARIATION(Scope.ANY, "half the sum of the cells' absolute changes of share"),
    TOTAL_VARIATION_BIAS(Scope.ANY, "what total_variation is expected to be without drift, about"),
    L_INFINITY(Scope.ANY, "largest absolute change of a cell's share"),
    CHI2(Scope.ANY, "chi-square statistic of homogeneity"),
    CHI2_DF(Scope.ANY, "degrees of freedom of chi2"),
    CHI2_P(Scope.ANY, "p-value of chi2"),
    CHI2_MIN_EXPECTED(Scope.ANY, "smallest expected count of chi2"),
    G(Scope.ANY, "likelihood-ratio statistic of homogeneity"),
    G_P(Scope.ANY, "p-value of g"),
    CRAMERS_V(Scope.ANY, "Cramér's V of chi2"),
    POOLED_CELLS(Scope.ANY, "cells after pooling those with an expected count below 5"),
    POOLED_CHI2(Scope.ANY, "chi-square statistic after pooling"),
    POOLED_CHI2_DF(Scope.ANY, "degrees of freedom of pooled_chi2"),
    POOLED_CHI2_P(Scope.ANY, "p-value of pooled_chi2"),
    POOLED_G(Scope.ANY, "likelihood-ratio statistic after pooling"),
    POOLED_G_P(Scope.ANY, "p-value of pooled_g"),
    POOLED_CRAMERS_V(Scope.ANY, "Cramér's V of pooled_chi2"),
    ONEWAY_CHI2(Scope.ANY, "chi-square of the window against the baseline's shares taken as known"),
    ONEWAY_CHI2_DF(Scope.ANY, "degrees of freedom of oneway_chi2"),
    ONEWAY_CHI2_P(Scope.ANY, "p-value of oneway_chi2"),

    PEARSON_BASELINE(Scope.NUMERIC, "Pearson's correlation with the prediction in the baseline"),
    PEARSON_WINDOW(Scope.NUMERIC, "Pearson's correlation with the prediction in the window"),
    PEARSON_CHANGE(Scope.NUMERIC, "pearson_window less pearson_baseline"),
    FISHER_Z(Scope.NUMERIC, "Fisher's z of pearson_change, of the independent rows that both sides are worth"),
    FISHER_P(Scope.NUMERIC, "two-sided p-value of fisher_z"),
    CONTINGENCY_V_BASELINE(Scope.CATEGORICAL, "Cramér's V with the prediction's categories in the baseline"),
    CONTINGENCY_V_WINDOW(Scope.CATEGORICAL, "Cramér's V with the prediction's categories in the window"),
    CONTINGENCY_V_CHANGE(Scope.CATEGORICAL, "contingency_v_window less contingency_v_baseline"),

    BASELINE_N(Scope.ANY, "values of the baseline"),
    WINDOW_N(Scope.ANY, "values of the window"),
    BASELINE_DISTINCT(Scope.ANY, "distinct values of the baseline; a lower bound or an estimate where not exact"),
    WINDOW_DISTINCT(Scope.ANY, "distinct values of the window; a lower bound or an estimate where not exact"),
    DISTINCT_RATIO(Scope.ANY, "distinct values, window over baseline; they grow with the rows"),
    DISTINCT_RATIO_RAREFIED(
            Scope.ANY, "distinct values, window over baseline, both expected at the smaller side's rows"),

    BASELINE_MIN(Scope.NUMERIC, "smallest value of the baseline"),
    WINDOW_MIN(Scope.NUMERIC, "smallest value of the window"),
    BASELINE_MAX(Scope.NUMERIC, "largest value of the baseline"),
    WINDOW_MAX(Scope.NUMERIC, "largest value of the window"),
    BASELINE_MEAN(Scope.NUMERIC, "mean of the baseline"),
    WINDOW_MEAN(Scope.NUMERIC, "mean of the window"),
    BASELINE_VAR(Scope.NUMERIC, "variance of the baseline, divisor n - 1"),
    WINDOW_VAR(Scope.NUMERIC, "variance of the window, divisor n - 1"),
    BASELINE_STD(Scope.NUMERIC, "standard deviation of the baseline, divisor n - 1"),
    WINDOW_STD(Scope.NUMERIC, "standard deviation of the window, divisor n - 1"),
    BASELINE_STD_POPULATION(Scope.NUMERIC, "standard deviation of the baseline, divisor n"),
    WINDOW_STD_POPULATION(Scope.NUMERIC, "standard deviation of the window, divisor n"),
    BASELINE_SKEW(Scope.NUMERIC, "skewness of the baseline, biased"),
    WINDOW_SKEW(Scope.NUMERIC, "skewness of the window, biased"),
    BASELINE_KURTOSIS(Scope.NUMERIC, "excess kurtosis of the baseline, biased"),
    WINDOW_KURTOSIS(Scope.NUMERIC, "excess kurtosis of the window, biased"),
    BASELINE_Q01(Scope.NUMERIC, "1 % quantile of the baseline, type 1"),
    WINDOW_Q01(Scope.NUMERIC, "1 % quantile of the window, type 1"),
    BASELINE_Q05(Scope.NUMERIC, "5 % quantile of the baseline, type 1"),
    WINDOW_Q05(Scope.NUMERIC, "5 % quantile of the window, type 1"),
    BASELINE_Q10(Scope.NUMERIC, "10 % quantile of the baseline, type 1"),
    WINDOW_Q10(Scope.NUMERIC, "10 % quantile of the window, type 1"),
    BASELINE_Q25(Scope.NUMERIC, "25 % quantile of the baseline, type 1"),
    WINDOW_Q25(Scope.NUMERIC, "25 % quantile of the window, type 1"),
    BASELINE_Q50(Scope.NUMERIC, "median of the baseline, type 1"),
    WINDOW_Q50(Scope.NUMERIC, "median of the window, type 1"),
    BASELINE_Q75(Scope.NUMERIC, "75 % quantile of the baseline, type 1"),
    WINDOW_Q75(Scope.NUMERIC, "75 % quantile of the window, type 1"),
    BASELINE_Q90(Scope.NUMERIC, "90 % quantile of the baseline, type 1"),
    WINDOW_Q90(Scope.NUMERIC, "90 % quantile of the window, type 1"),
    BASELINE_Q95(Scope.NUMERIC, "95 % quantile of the baseline, type 1"),
    WINDOW_Q95(Scope.NUMERIC, "95 % quantile of the window, type 1"),
    BASELINE_Q99(Scope.NUMERIC, "99 % quantile of the baseline, type 1"),
    WINDOW_Q99(Scope.NUMERIC, "99 % quantile of the window, type 1"),
    MIN_RELATIVE_CHANGE(Scope.NUMERIC, "absolute change of the minimum over the baseline's"),
    MAX_RELATIVE_CHANGE(Scope.NUMERIC, "absolute change of the maximum over the baseline's"),
    MEAN_RELATIVE_CHANGE(Scope.NUMERIC, "absolute change of the mean over the baseline's"),
    MEDIAN_RELATIVE_CHANGE(Scope.NUMERIC, "absolute change of the median over the baseline's"),
    STD_RELATIVE_CHANGE(Scope.NUMERIC, "absolute change of the standard deviation over the baseline's"),
    MEAN_SHIFT_OVER_STD(Scope.NUMERIC, "change of the mean over the baseline's standard deviation, divisor n - 1"),
    QUANTILE_SHIFT_Q05(Scope.NUMERIC, "change of the 5 % quantile over the baseline's interquartile range"),
    QUANTILE_SHIFT_Q25(Scope.NUMERIC, "change of the 25 % quantile over the baseline's interquartile range"),
    QUANTILE_SHIFT_Q50(Scope.NUMERIC, "change of the median over the baseline's interquartile range"),
    QUANTILE_SHIFT_Q75(Scope.NUMERIC, "change of the 75 % quantile over the baseline's interquartile range"),
    QUANTILE_SHIFT_Q95(Scope.NUMERIC, "change of the 95 % quantile over the baseline's interquartile range"),
    QUANTILE_SHIFT_Q05_LOW(Scope.NUMERIC, "lower end of the 95 % interval of quantile_shift_q05"),
    QUANTILE_SHIFT_Q05_HIGH(Scope.NUMERIC, "upper end of the 95 % interval of quantile_shift_q05"),
    QUANTILE_SHIFT_Q25_LOW(Scope.NUMERIC, "lower end of the 95 % interval of quantile_shift_q25"),
    QUANTILE_SHIFT_Q25_HIGH(Scope.NUMERIC, "upper end of the 95 % interval of quantile_shift_q25"),
    QUANTILE_SHIFT_Q50_LOW(Scope.NUMERIC, "lower end of the 95 % interval of quantile_shift_q50"),
    QUANTILE_SHIFT_Q50_HIGH(Scope.NUMERIC, "upper end of the 95 % interval of quantile_shift_q50"),
    QUANTILE_SHIFT_Q75_LOW(Scope.NUMERIC, "lower end of the 95 % interval of quantile_shift_q75"),
    QUANTILE_SHIFT_Q75_HIGH(Scope.NUMERIC, "upper end of the 95 % interval of quantile_shift_q75"),
    QUANTILE_SHIFT_Q95_LOW(Scope.NUMERIC, "lower end of the 95 % interval of quantile_shift_q95"),
    QUANTILE_SHIFT_Q95_HIGH(Scope.NUMERIC, "upper end of the 95 % interval of quantile_shift_q95"),
    BELOW_BASELINE_MIN(
            Scope.NUMERIC, "window values below the baseline's minimum, -Infinity included unless the baseline has it"),
    ABOVE_BASELINE_MAX(
            Scope.NUMERIC, "window values above the baseline's maximum, Infinity included unless the baseline has it"),
    OUT_OF_RANGE_SHARE(Scope.NUMERIC, "share of the window's values outside the baseline's range"),
    OUT_OF_RANGE_P(Scope.NUMERIC, "binomial p-value of so many values out of range, at a chance of 2/(m + 1) each"),

    KS_D(Scope.NUMERIC, "Kolmogorov-Smirnov distance over the distinct values"),
    KS_P(Scope.NUMERIC, "p-value of ks_d by Kolmogorov's limit law"),
    KS_P_FINITE(Scope.NUMERIC, "p-value of ks_d by the law of nm/(n + m) values, as SciPy's asymptotic mode gives it"),
    KS_P_EXACT(Scope.NUMERIC, "exact p-value of ks_d as if no values tied, for small samples"),
    KS_P_EXACT_TIES(Scope.NUMERIC, "exact p-value of ks_d given which values tie, for small samples"),
    WASSERSTEIN1(Scope.NUMERIC, "Wasserstein-1 distance in the feature's unit"),
    WASSERSTEIN1_OVER_STD(Scope.NUMERIC, "wasserstein1 over the baseline's standard deviation, divisor n"),
    WASSERSTEIN1_EVIDENTLY(
            Scope.NUMERIC, "wasserstein1 over the larger of that deviation and 0.001, as Evidently does"),
    WASSERSTEIN1_CLIPPED(
            Scope.NUMERIC, "wasserstein1 with both sides clipped to the baseline's 0.1 % and 99.9 % quantiles"),
    ENERGY_DISTANCE(Scope.NUMERIC, "energy distance, in the square root of the feature's unit"),
    CVM_T(Scope.NUMERIC, "Cramér-von Mises statistic with midranks"),
    CVM_P(Scope.NUMERIC, "p-value of cvm_t by its limit law"),
    ANDERSON_DARLING(Scope.NUMERIC, "Anderson-Darling statistic with midranks, standardised"),
    ANDERSON_DARLING_P(Scope.NUMERIC, "p-value of anderson_darling, between 0.001 and 0.25 whatever the statistic"),
    MANNWHITNEY_U_BASELINE(Scope.NUMERIC, "Mann-Whitney U of the baseline"),
    MANNWHITNEY_P(Scope.NUMERIC, "p-value of U, normal with ties and continuity corrected"),
    MANNWHITNEY_P_UNCORRECTED(Scope.NUMERIC, "p-value of U, normal with ties corrected, without continuity correction"),
    AUC_WINDOW_GREATER(Scope.NUMERIC, "probability that a window value exceeds a baseline value, ties one half"),
    WELCH_T(Scope.NUMERIC, "Welch's t of the means, window minus baseline"),
    WELCH_DF(Scope.NUMERIC, "degrees of freedom of welch_t"),
    WELCH_P(Scope.NUMERIC, "two-sided p-value of welch_t"),
    Z(Scope.NUMERIC, "z of the means, window minus baseline"),
    Z_P(Scope.NUMERIC, "two-sided normal p-value of z"),
    F_VAR_RATIO(Scope.NUMERIC, "ratio of the variances, window over baseline"),
    F_P(Scope.NUMERIC, "two-sided F p-value of f_var_ratio"),
    BARTLETT_T(Scope.NUMERIC, "Bartlett's statistic of equal variances"),
    BARTLETT_P(Scope.NUMERIC, "p-value of bartlett_t"),
    LEVENE_MEAN_W(Scope.NUMERIC, "Levene's statistic with means as centers"),
    LEVENE_MEAN_P(Scope.NUMERIC, "p-value of levene_mean_w"),
    LEVENE_MEDIAN_W(Scope.NUMERIC, "Levene's statistic with medians as centers (Brown-Forsythe)"),
    LEVENE_MEDIAN_P(Scope.NUMERIC, "p-value of levene_median_w"),
    LEVENE_BASELINE_MEDIAN_T(Scope.NUMERIC, "Welch's t of the distances from the baseline's median"),
    LEVENE_BASELINE_MEDIAN_P(Scope.NUMERIC, "p-value of levene_baseline_median_t"),

    BASELINE_ENTROPY(Scope.CATEGORICAL, "entropy of the baseline's categories in bits"),
    WINDOW_ENTROPY(Scope.CATEGORICAL, "entropy of the window's categories in bits"),
    MODE_CHANGED(Scope.CATEGORICAL, "1 where the most frequent category is another than the baseline's, else 0"),
    MODE_CHANGE_MARGIN(Scope.CATEGORICAL, "share of the window's new mode less that of the baseline's mode"),
    MODE_CHANGE_P(Scope.CATEGORICAL, "p-value that both modes are equally frequent in the window"),
    FISHER_EXACT_P(Scope.CATEGORICAL, "Fisher's exact p-value where there are two categories"),
    UNSEEN_MASS(Scope.CATEGORICAL, "share of the window's values in categories that the baseline does not have"),
    UNSEEN_MASS_EXPECTED(
            Scope.CATEGORICAL, "share of the baseline's values whose category occurs once: unseen_mass without drift"),
    UNSEEN_MASS_P(Scope.CATEGORICAL, "binomial p-value of unseen_mass at unseen_mass_expected, of one row at least"),
    UNSEEN_CATEGORIES(Scope.CATEGORICAL, "categories of the window that the baseline does not have"),
    MISSING_CATEGORIES(Scope.CATEGORICAL, "categories of the baseline that the window does not have");

    private enum Scope {
        ANY,
        NUMERIC,
        CATEGORICAL
    }

    private final Scope scope;
    private final String description;
    private final String key;

    StatisticName(Scope scope, String description) {
        this.scope = scope;
        this.key = name().toLowerCase(Locale.ROOT);
        this.description = description;
    }

    /** The name in reports and in JSON: snake case. */
    public String key() {
        return key;
    }

    /** What it is, in one line. */
    public String description() {
        return description;
    }

    /** Whether features of this kind have it. */
    public boolean appliesTo(FeatureKind kind) {
        return scope == Scope.ANY || scope == (kind == FeatureKind.NUMERIC ? Scope.NUMERIC : Scope.CATEGORICAL);
    }
}
