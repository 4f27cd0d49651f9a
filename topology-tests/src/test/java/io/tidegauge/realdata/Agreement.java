package io.tidegauge.realdata;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.profile.FeatureProfile;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the reports of a set against {@code expected.csv} and {@code psi_bins.csv}. What the report states is taken from
 * it; quantiles and the distances on the given bins are recomputed from the profile that it carries.
 */
final class Agreement {

    private static final Map<String, Double> QUANTILES = Map.of(
            "q01_win", 0.01, "q05_win", 0.05, "q25_win", 0.25, "q50_win", 0.5, "q75_win", 0.75, "q95_win", 0.95,
            "q99_win", 0.99);

    /** Figures by their name in the file and in the report. */
    private static final Map<String, String> COUNTED =
            Map.of("null_rate_base", "baseline_null_rate", "null_rate_win", "window_null_rate");

    private static final Map<String, String> MOMENTS = Map.of(
            "mean_base", "baseline_mean",
            "mean_win", "window_mean",
            "std_base", "baseline_std",
            "std_win", "window_std",
            "min_win", "window_min",
            "max_win", "window_max");

    private static final Map<String, String> CATEGORICAL = Map.of(
            "psi", "psi",
            "psi_smoothed", "psi_laplace",
            "js_distance", "js_distance",
            "chi2_stat", "chi2",
            "chi2_dof", "chi2_df",
            "cramers_v", "cramers_v",
            "new_category_rate", "unseen_mass",
            "l_inf", "l_infinity",
            "total_variation", "total_variation",
            "distinct_win", "window_distinct");

    /** What the files have and the product defines otherwise. */
    static final Map<String, String> OTHER_DEFINITIONS = Map.of(
            "ks_p", "SciPy's finite-n law; the product's is Kolmogorov's limit law",
            "psi_atoms, atoms", "bins of the file's own; the product's cells are its own");

    private final BaselineSet baseline;
    private final Map<String, PsiBins> bins;
    private final FigureTable table;

    Agreement(BaselineSet baseline, Map<String, PsiBins> bins, FigureTable table) {
        this.baseline = baseline;
        this.bins = bins;
        this.table = table;
    }

    /** The baseline against itself, from its profile alone. */
    void checkBaseline(Expected expected) {
        FeatureBaseline feature = baseline.features().get(expected.feature());
        FeatureProfile profile = feature.profile();
        figure(expected, "n_win", feature.rows());
        figure(expected, "nulls_win", feature.rows() - profile.rows() + profile.nulls());
        if (!expected.numeric()) {
            categories(expected, profile);
            return;
        }
        profile.moments().stdSample().ifPresent(std -> std(expected, "std_win", std, profile));
        figure(expected, "mean_win", profile.moments().mean());
        figure(expected, "min_win", profile.moments().min());
        figure(expected, "max_win", profile.moments().max());
        quantiles(expected, profile);
        distinct(expected, profile.numbers().exact(), profile.numbers().size());
        binned(expected, profile, profile);
    }

    void checkWindow(Expected expected, FeatureReport report) {
        FeatureProfile window = FeatureProfile.decode(report.profile());
        FeatureProfile reference = baseline.features().get(expected.feature()).profile();
        figure(expected, "n_win", report.rows());
        figure(expected, "nulls_win", report.nulls());
        figure(expected, "n_base", baseline.manifest().rows());
        COUNTED.forEach((ours, theirs) -> reported(expected, report, ours, theirs));
        pValue(
                expected,
                report,
                "null_rate_p",
                "null_rate_p",
                expected.figure("nulls_base"),
                expected.figure("nulls_win"));
        if (expected.numeric()) {
            numeric(expected, report, reference, window);
        } else {
            CATEGORICAL.forEach((ours, theirs) -> reported(expected, report, ours, theirs));
            pValue(expected, report, "chi2_p", "chi2_p", expected.figure("chi2_dof"), OptionalDouble.empty());
            categories(expected, window);
        }
    }

    private void numeric(Expected expected, FeatureReport report, FeatureProfile reference, FeatureProfile window) {
        SketchRanges base = new SketchRanges(reference);
        SketchRanges win = new SketchRanges(window);
        if (window.numbers().total() == 0 || reference.numbers().total() == 0) {
            return;
        }
        MOMENTS.forEach((ours, theirs) -> {
            if (ours.startsWith("std")) {
                statistic(expected, report, ours, theirs)
                        .ifPresent(std -> std(expected, ours, std, ours.endsWith("base") ? reference : window));
            } else {
                reported(expected, report, ours, theirs);
            }
        });
        bounded(expected, report, "ks_stat", "ks_d", base.largestShare() + win.largestShare());
        double move = base.meanMove() + win.meanMove();
        bounded(expected, report, "wasserstein", "wasserstein1", move);
        overStd(expected, report, reference, move);
        expected.figure("median_base")
                .ifPresent(median -> table.within("median_base", expected, median, base.quantile(0.5)));
        quantiles(expected, window);
        statistic(expected, report, "distinct_win", "window_distinct")
                .ifPresent(count -> distinct(expected, win.exact(), count));
        binned(expected, reference, window);
    }

    /** {@code wasserstein_norm} is over the deviation with divisor n - 1; rounding alone gives a constant one. */
    private void overStd(Expected expected, FeatureReport report, FeatureProfile reference, double move) {
        double std = reference.moments().stdSample().orElse(0);
        OptionalDouble value = statistic(expected, report, "wasserstein_norm", "wasserstein1");
        if (std > 0 && value.isPresent()) {
            table.bounded(
                    "wasserstein_norm",
                    expected,
                    expected.figure("wasserstein_norm").getAsDouble(),
                    value.getAsDouble() / std,
                    move / std);
        }
    }

    /** NumPy's deviation of equal values is a rounding error of the mean's size, not 0. */
    private void std(Expected expected, String name, double actual, FeatureProfile profile) {
        double rounding = 1e-12
                * Math.max(
                        Math.abs(profile.moments().min()),
                        Math.abs(profile.moments().max()));
        expected.figure(name).ifPresent(value -> table.exact(name, expected, value, actual, rounding));
    }

    private void quantiles(Expected expected, FeatureProfile profile) {
        if (profile.numbers().total() == 0) {
            return;
        }
        SketchRanges ranges = new SketchRanges(profile);
        QUANTILES.forEach((name, q) ->
                expected.figure(name).ifPresent(value -> table.within(name, expected, value, ranges.quantile(q))));
    }

    private void distinct(Expected expected, boolean exact, double actual) {
        expected.figure("distinct_win").ifPresent(value -> {
            if (exact) {
                table.exact("distinct_win", expected, value, actual);
            } else {
                table.within("distinct_win", expected, value, new Range(actual, 2 * value - actual));
            }
        });
    }

    private void binned(Expected expected, FeatureProfile reference, FeatureProfile window) {
        PsiBins given = bins.get(expected.feature());
        if (given == null || !given.counts().containsKey(expected.window())) {
            return;
        }
        Range[] base = new SketchRanges(reference).cells(given.edges());
        Range[] win = new SketchRanges(window).cells(given.edges());
        long[] counts = given.counts().get(expected.window());
        for (int i = 0; i < counts.length; i++) {
            table.within("count in psi bin", expected, counts[i], win[i]);
        }
        long baseRows = reference.numbers().total();
        long winRows = window.numbers().total();
        binnedFigure(expected, "psi", BinDistances.psi(base, baseRows, win, winRows));
        binnedFigure(expected, "psi_smoothed", BinDistances.psiSmoothed(base, baseRows, win, winRows));
        binnedFigure(expected, "js_distance", BinDistances.jensenShannon(base, baseRows, win, winRows));
    }

    private void binnedFigure(Expected expected, String name, Range known) {
        // A window against itself: both counts are the same unknown, which ranges do not know of.
        if (!expected.ofBaseline()) {
            expected.figure(name).ifPresent(value -> table.within(name + " (given bins)", expected, value, known));
        }
    }

    private void categories(Expected expected, FeatureProfile profile) {
        PsiBins given = bins.get(expected.feature());
        if (given == null || !given.counts().containsKey(expected.window())) {
            return;
        }
        SortedMap<String, Long> counted = new TreeMap<>();
        profile.asCategories().counts().forEach((label, count) -> counted.merge(plain(label), count, Long::sum));
        long[] counts = given.counts().get(expected.window());
        for (int i = 0; i < counts.length; i++) {
            long actual = counted.getOrDefault(plain(given.labels().get(i)), 0L);
            table.exact("count of category", expected, counts[i], actual);
        }
    }

    /** 2 and 2.0, True and true are one category. */
    private static String plain(String label) {
        String text = label.toLowerCase(Locale.ROOT);
        return text.matches("-?\\d+\\.0+") ? text.substring(0, text.indexOf('.')) : text;
    }

    private void figure(Expected expected, String name, double actual) {
        expected.figure(name).ifPresent(value -> table.exact(name, expected, value, actual));
    }

    private void reported(Expected expected, FeatureReport report, String ours, String theirs) {
        statistic(expected, report, ours, theirs)
                .ifPresent(value ->
                        table.exact(ours, expected, expected.figure(ours).getAsDouble(), value));
    }

    private void bounded(Expected expected, FeatureReport report, String ours, String theirs, double bound) {
        statistic(expected, report, ours, theirs)
                .ifPresent(value ->
                        table.bounded(ours, expected, expected.figure(ours).getAsDouble(), value, bound));
    }

    /** A test of two shares that are both 0, or of one category, is a p-value of 1 to SciPy's caller and none to us. */
    private void pValue(
            Expected expected,
            FeatureReport report,
            String ours,
            String theirs,
            OptionalDouble first,
            OptionalDouble second) {
        boolean nothingToTest = first.orElse(0) == 0 && second.orElse(0) == 0;
        if (nothingToTest && !report.statistics().containsKey(theirs)) {
            table.undefinedByDefinition(ours);
            return;
        }
        statistic(expected, report, ours, theirs)
                .ifPresent(value ->
                        table.pValue(ours, expected, expected.figure(ours).getAsDouble(), value));
    }

    /** The report's figure, where the file has one to hold it against. */
    private OptionalDouble statistic(Expected expected, FeatureReport report, String ours, String theirs) {
        if (expected.figure(ours).isEmpty()) {
            return OptionalDouble.empty();
        }
        Double value = report.statistics().get(theirs);
        if (value == null) {
            table.fail(ours + " of " + expected + ": expected "
                    + expected.figure(ours).getAsDouble() + ", the report has no " + theirs);
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value);
    }
}
