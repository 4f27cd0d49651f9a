package io.tidegauge.compare;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which statistic each expected field of golden/numeric.json and golden/categorical.json is, and how exactly. */
final class GoldenTargets {

    record Target(StatisticName name, GoldenField.Kind kind) {}

    static final Map<String, Target> VALUES = new LinkedHashMap<>();
    static final Map<String, Target> CELLS = new LinkedHashMap<>();
    static final Map<String, Target> CATEGORIES = new LinkedHashMap<>();

    static {
        statistic(VALUES, "ks_d", StatisticName.KS_D);
        pValue(VALUES, "ks_p_limit", StatisticName.KS_P);
        pValue(VALUES, "ks_p_scipy_asymp", StatisticName.KS_P_FINITE);
        pValue(VALUES, "ks_p_exact_noties", StatisticName.KS_P_EXACT);
        VALUES.put(
                "ks_p_exact_conditional_on_ties_R",
                new Target(StatisticName.KS_P_EXACT_TIES, GoldenField.Kind.P_VALUE_FROM_ONE));
        statistic(VALUES, "wasserstein1", StatisticName.WASSERSTEIN1);
        moment(VALUES, "wasserstein1_over_std", StatisticName.WASSERSTEIN1_OVER_STD);
        moment(VALUES, "wasserstein1_evidently", StatisticName.WASSERSTEIN1_EVIDENTLY);
        moment(VALUES, "energy_distance", StatisticName.ENERGY_DISTANCE);
        statistic(VALUES, "cvm_t", StatisticName.CVM_T);
        VALUES.put("cvm_p_asymptotic", new Target(StatisticName.CVM_P, GoldenField.Kind.DISPLAYED_P_VALUE));
        statistic(VALUES, "anderson_a2kn_normalised", StatisticName.ANDERSON_DARLING);
        VALUES.put(
                "anderson_p_capped", new Target(StatisticName.ANDERSON_DARLING_P, GoldenField.Kind.DISPLAYED_P_VALUE));
        statistic(VALUES, "mannwhitney_u_baseline", StatisticName.MANNWHITNEY_U_BASELINE);
        pValue(VALUES, "mannwhitney_p_asymptotic_cc", StatisticName.MANNWHITNEY_P);
        pValue(VALUES, "mannwhitney_p_asymptotic_nocc", StatisticName.MANNWHITNEY_P_UNCORRECTED);
        statistic(VALUES, "auc_window_greater", StatisticName.AUC_WINDOW_GREATER);
        moment(VALUES, "welch_t", StatisticName.WELCH_T);
        moment(VALUES, "welch_df", StatisticName.WELCH_DF);
        momentPValue(VALUES, "welch_p", StatisticName.WELCH_P);
        moment(VALUES, "z", StatisticName.Z);
        momentPValue(VALUES, "z_p", StatisticName.Z_P);
        moment(VALUES, "mean_shift_over_baseline_std_ddof1", StatisticName.MEAN_SHIFT_OVER_STD);
        moment(VALUES, "levene_mean_w", StatisticName.LEVENE_MEAN_W);
        momentPValue(VALUES, "levene_mean_p", StatisticName.LEVENE_MEAN_P);
        moment(VALUES, "levene_median_w", StatisticName.LEVENE_MEDIAN_W);
        momentPValue(VALUES, "levene_median_p", StatisticName.LEVENE_MEDIAN_P);
        moment(VALUES, "levene_baseline_median_t_welch", StatisticName.LEVENE_BASELINE_MEDIAN_T);
        momentPValue(VALUES, "levene_baseline_median_p", StatisticName.LEVENE_BASELINE_MEDIAN_P);
        moment(VALUES, "bartlett_t", StatisticName.BARTLETT_T);
        momentPValue(VALUES, "bartlett_p", StatisticName.BARTLETT_P);
        moment(VALUES, "f_var_ratio", StatisticName.F_VAR_RATIO);
        momentPValue(VALUES, "f_p_two_sided", StatisticName.F_P);

        statistic(CELLS, "psi_eps", StatisticName.PSI);
        statistic(CELLS, "psi_laplace", StatisticName.PSI_LAPLACE);
        statistic(CELLS, "psi_bias", StatisticName.PSI_BIAS);
        pValue(CELLS, "psi_p_chi2", StatisticName.PSI_P);
        statistic(CELLS, "js_distance_base2", StatisticName.JS_DISTANCE);
        statistic(CELLS, "js_distance_nat", StatisticName.JS_DISTANCE_NATS);
        statistic(CELLS, "hellinger", StatisticName.HELLINGER);
        statistic(CELLS, "kl_window_from_baseline_eps", StatisticName.KL_WINDOW_FROM_BASELINE);
        statistic(CELLS, "kl_baseline_from_window_eps", StatisticName.KL_BASELINE_FROM_WINDOW);
        statistic(CELLS, "total_variation", StatisticName.TOTAL_VARIATION);
        statistic(CELLS, "l_infinity", StatisticName.L_INFINITY);
        statistic(CELLS, "chi2", StatisticName.CHI2);
        count(CELLS, "chi2_df", StatisticName.CHI2_DF);
        pValue(CELLS, "chi2_p", StatisticName.CHI2_P);
        statistic(CELLS, "chi2_min_expected", StatisticName.CHI2_MIN_EXPECTED);
        CELLS.put("g", new Target(StatisticName.G, GoldenField.Kind.LIKELIHOOD_RATIO));
        pValue(CELLS, "g_p", StatisticName.G_P);
        statistic(CELLS, "cramers_v", StatisticName.CRAMERS_V);

        CATEGORIES.putAll(CELLS);
        statistic(CATEGORIES, "unseen_mass", StatisticName.UNSEEN_MASS);
        pValue(CATEGORIES, "fisher_exact_2x2_p", StatisticName.FISHER_EXACT_P);
        count(CATEGORIES, "unseen_categories", StatisticName.UNSEEN_CATEGORIES);
        count(CATEGORIES, "missing_categories", StatisticName.MISSING_CATEGORIES);
        count(CATEGORIES, "pooled.cells", StatisticName.POOLED_CELLS);
        statistic(CATEGORIES, "pooled.chi2", StatisticName.POOLED_CHI2);
        count(CATEGORIES, "pooled.df", StatisticName.POOLED_CHI2_DF);
        pValue(CATEGORIES, "pooled.p", StatisticName.POOLED_CHI2_P);
        CATEGORIES.put("pooled.g", new Target(StatisticName.POOLED_G, GoldenField.Kind.LIKELIHOOD_RATIO));
        pValue(CATEGORIES, "pooled.g_p", StatisticName.POOLED_G_P);
        statistic(CATEGORIES, "oneway_chi2_vs_fixed_baseline.chi2", StatisticName.ONEWAY_CHI2);
        count(CATEGORIES, "oneway_chi2_vs_fixed_baseline.df", StatisticName.ONEWAY_CHI2_DF);
        pValue(CATEGORIES, "oneway_chi2_vs_fixed_baseline.p", StatisticName.ONEWAY_CHI2_P);
    }

    private GoldenTargets() {}

    private static void count(Map<String, Target> targets, String field, StatisticName name) {
        targets.put(field, new Target(name, GoldenField.Kind.COUNT));
    }

    private static void statistic(Map<String, Target> targets, String field, StatisticName name) {
        targets.put(field, new Target(name, GoldenField.Kind.STATISTIC));
    }

    private static void moment(Map<String, Target> targets, String field, StatisticName name) {
        targets.put(field, new Target(name, GoldenField.Kind.MOMENT));
    }

    private static void pValue(Map<String, Target> targets, String field, StatisticName name) {
        targets.put(field, new Target(name, GoldenField.Kind.P_VALUE));
    }

    private static void momentPValue(Map<String, Target> targets, String field, StatisticName name) {
        targets.put(field, new Target(name, GoldenField.Kind.MOMENT_P_VALUE));
    }
}
