package io.tidegauge.realdata;

import io.tidegauge.profile.FeatureProfile;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Categorical features: exact while every category is counted. */
final class CategoricalAgreement {

    private static final Map<String, String> EQUAL = Map.of(
            "psi", "psi",
            "psi_smoothed", "psi_laplace",
            "js_distance", "js_distance",
            "new_category_rate", "unseen_mass",
            "l_inf", "l_infinity",
            "total_variation", "total_variation",
            "distinct_win", "window_distinct");

    private static final Map<String, String> CHI_SQUARE =
            Map.of("chi2_stat", "chi2", "chi2_dof", "chi2_df", "cramers_v", "cramers_v");

    private final Map<String, PsiBins> bins;
    private final FigureTable table;

    CategoricalAgreement(Map<String, PsiBins> bins, FigureTable table) {
        this.bins = bins;
        this.table = table;
    }

    void checkWindow(Figures figures, FeatureProfile reference, FeatureProfile window) {
        if (reference.asCategories().approximate() || window.asCategories().approximate()) {
            table.undefinedByDefinition("categories beyond the dictionary");
            return;
        }
        EQUAL.forEach(figures::equal);
        boolean oneCategory = figures.expected().figure("chi2_dof").orElse(0) == 0;
        CHI_SQUARE.forEach((ours, theirs) -> figures.equalUnless(ours, theirs, oneCategory));
        figures.pValue("chi2_p", "chi2_p", oneCategory);
        checkCounts(figures.expected(), window);
    }

    void checkCounts(Expected expected, FeatureProfile profile) {
        PsiBins given = bins.get(expected.toString());
        if (given == null || profile.asCategories().approximate()) {
            return;
        }
        SortedMap<String, Long> counted = new TreeMap<>();
        profile.asCategories().counts().forEach((label, count) -> counted.merge(plain(label), count, Long::sum));
        for (int i = 0; i < given.labels().size(); i++) {
            long actual = counted.getOrDefault(plain(given.labels().get(i)), 0L);
            table.exact("count of category", expected, given.counts()[i], actual, 0);
        }
    }

    /** 2 and 2.0, True and true are one category. */
    private static String plain(String label) {
        String text = label.toLowerCase(Locale.ROOT);
        return text.matches("-?\\d+\\.0+") ? text.substring(0, text.indexOf('.')) : text;
    }
}
