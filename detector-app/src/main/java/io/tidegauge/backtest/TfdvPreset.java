package io.tidegauge.backtest;

import io.tidegauge.compare.Statistic;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * TensorFlow Data Validation's drift comparators, version 1.22.0.dev (commit 710b32f), read in
 * {@code tensorflow_data_validation/anomalies/metrics.cc} and {@code feature_util.cc}, and in
 * {@code statistics/stats_options.py}. The tool has no default: nothing is compared until somebody sets a threshold. Taken
 * here is the one that its guide shows ({@code docs/get_started.md}), 0.01: for categories on the L-infinity distance of
 * the shares, and, as the guide says numbers need it instead, for numbers on the approximate Jensen-Shannon divergence (in
 * bits, not its root). It is drift where the measure is above the threshold.
 *
 * <p>Categories beyond the 1,000 most frequent of a side are left out. Numbers are counted in ten bins of equal width over
 * each side's own range, which are then laid over one another, see {@link TfdvHistogram}; the tool takes these counts from
 * quantile sketches with an error of up to 1 %, here they are exact.
 */
final class TfdvPreset implements Preset {

    static final String CATEGORIES = "Linfty distance";
    static final String NUMBERS = "approximate Jensen-Shannon divergence";

    private static final double THRESHOLD = 0.01;

    /** Labels of the rank histogram. */
    private static final int MOST_LABELS = 1000;

    @Override
    public String name() {
        return "tfdv";
    }

    @Override
    public Fitted fit(ReferenceValues reference) {
        if (reference.values() instanceof Numbers numbers) {
            double[] baseline = numbers.finite();
            return window -> judge(baseline, ((Numbers) window).finite());
        }
        SortedMap<String, Long> baseline = mostFrequent(((Labels) reference.values()).counts());
        return window -> judge(baseline, mostFrequent(((Labels) window).counts()));
    }

    private static Judged judge(double[] baseline, double[] window) {
        if (baseline.length == 0 || window.length == 0) {
            return Judged.nothing(NUMBERS, THRESHOLD);
        }
        double divergence = TfdvHistogram.of(baseline).divergence(TfdvHistogram.of(window));
        return Judged.above(NUMBERS, Statistic.of(divergence), THRESHOLD);
    }

    private static Judged judge(SortedMap<String, Long> baseline, SortedMap<String, Long> window) {
        if (baseline.isEmpty() || window.isEmpty()) {
            return Judged.nothing(CATEGORIES, THRESHOLD);
        }
        double largest = CountedLabels.largestDifference(CountedLabels.cells(baseline, window));
        return Judged.above(CATEGORIES, Statistic.of(largest), THRESHOLD);
    }

    private static SortedMap<String, Long> mostFrequent(SortedMap<String, Long> counts) {
        SortedMap<String, Long> kept = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LABELS)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }
}
