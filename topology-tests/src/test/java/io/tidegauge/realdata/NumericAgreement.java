package io.tidegauge.realdata;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.Moments;
import java.util.Map;
import java.util.OptionalDouble;

/** Numeric features: exact where the sketches are, else within what they know. */
final class NumericAgreement {

    private static final Map<String, Double> QUANTILES = Map.of(
            "q01_win", 0.01, "q05_win", 0.05, "q25_win", 0.25, "q50_win", 0.5, "q75_win", 0.75, "q95_win", 0.95,
            "q99_win", 0.99);

    private final Map<String, PsiBins> bins;
    private final FigureTable table;

    NumericAgreement(Map<String, PsiBins> bins, FigureTable table) {
        this.bins = bins;
        this.table = table;
    }

    void checkBaseline(Expected expected, FeatureProfile profile) {
        if (profile.numbers().total() == 0) {
            return;
        }
        Moments moments = profile.moments();
        table.counted("mean_win", expected, moments.mean());
        table.counted("min_win", expected, moments.min());
        table.counted("max_win", expected, moments.max());
        OptionalDouble std = expected.figure("std_win");
        if (std.isPresent() && moments.stdSample().isPresent()) {
            table.exact(
                    "std_win", expected, std.getAsDouble(), moments.stdSample().getAsDouble(), rounding(profile));
        }
        quantiles(expected, profile);
        distinct(expected, profile.numbers().exact(), profile.numbers().size());
        bins(expected, profile, profile);
    }

    void checkWindow(Figures figures, FeatureProfile reference, FeatureProfile window) {
        if (window.numbers().total() == 0 || reference.numbers().total() == 0) {
            return;
        }
        Expected expected = figures.expected();
        figures.equal("mean_base", "baseline_mean");
        figures.equal("mean_win", "window_mean");
        figures.equal("min_win", "window_min");
        figures.equal("max_win", "window_max");
        figures.equal("std_base", "baseline_std", rounding(reference));
        figures.equal("std_win", "window_std", rounding(window));
        SketchRanges base = new SketchRanges(reference);
        SketchRanges win = new SketchRanges(window);
        figures.bounded("ks_stat", "ks_d", base.largestShare() + win.largestShare());
        double move = base.meanMove() + win.meanMove();
        figures.bounded("wasserstein", "wasserstein1", move);
        overStd(figures, reference, move);
        expected.figure("median_base")
                .ifPresent(median -> table.within("median_base", expected, median, base.quantile(0.5)));
        quantiles(expected, window);
        figures.reported("distinct_win", "window_distinct").ifPresent(count -> distinct(expected, win.exact(), count));
        bins(expected, reference, window);
    }

    /** {@code wasserstein_norm} is over the deviation with divisor n - 1; to NumPy even a constant has one. */
    private void overStd(Figures figures, FeatureProfile reference, double move) {
        double std = reference.moments().stdSample().orElse(0);
        OptionalDouble value = figures.reported("wasserstein_norm", "wasserstein1");
        if (std > 0 && value.isPresent()) {
            double norm = figures.expected().figure("wasserstein_norm").getAsDouble();
            table.bounded("wasserstein_norm", figures.expected(), norm, value.getAsDouble() / std, move / std);
        }
    }

    /** NumPy's deviation of equal values is a rounding error of the mean's size, not 0. */
    private static double rounding(FeatureProfile profile) {
        return 1e-12
                * Math.max(
                        Math.abs(profile.moments().min()),
                        Math.abs(profile.moments().max()));
    }

    private void quantiles(Expected expected, FeatureProfile profile) {
        SketchRanges ranges = new SketchRanges(profile);
        QUANTILES.forEach((name, q) ->
                expected.figure(name).ifPresent(value -> table.within(name, expected, value, ranges.quantile(q))));
    }

    /** Where the sketch is not exact its count of distinct values is a lower bound. */
    private void distinct(Expected expected, boolean exact, double actual) {
        expected.figure("distinct_win").ifPresent(value -> {
            if (exact) {
                table.counted("distinct_win", expected, actual);
            } else {
                table.within("distinct_win", expected, value, new Range(actual, 2 * value - actual));
            }
        });
    }

    private void bins(Expected expected, FeatureProfile reference, FeatureProfile window) {
        PsiBins given = bins.get(expected.toString());
        if (given == null) {
            return;
        }
        Range[] base = new SketchRanges(reference).cells(given.edges());
        Range[] win = new SketchRanges(window).cells(given.edges());
        for (int i = 0; i < win.length; i++) {
            table.within("count in psi bin", expected, given.counts()[i], win[i]);
        }
        // Of the baseline against itself both counts are the same unknown, which ranges do not know.
        if (!expected.ofBaseline()) {
            long baseRows = reference.numbers().total();
            long winRows = window.numbers().total();
            binned(expected, "psi", BinDistances.psi(base, baseRows, win, winRows));
            binned(expected, "psi_smoothed", BinDistances.psiSmoothed(base, baseRows, win, winRows));
            binned(expected, "js_distance", BinDistances.jensenShannon(base, baseRows, win, winRows));
        }
    }

    private void binned(Expected expected, String name, Range known) {
        expected.figure(name).ifPresent(value -> table.within(name + ", psi bins", expected, value, known));
    }
}
