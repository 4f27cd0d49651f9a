package io.tidegauge.backtest;

import io.tidegauge.compare.CellCounts;
import io.tidegauge.compare.JensenShannon;
import io.tidegauge.compare.Statistic;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * NannyML's univariate drift calculator, version 0.13.1 (commit 4c86ee3), read in
 * {@code nannyml/drift/univariate/calculator.py} and {@code methods.py}, {@code nannyml/thresholds.py} and
 * {@code chunk.py}: the Jensen-Shannon distance (base 2) is the default method for both kinds.
 *
 * <p>Rows without a value are left out. Numbers are counted in bins that Doane's rule makes of the baseline, categories as
 * they are; all that falls in no bin or category of the baseline is one more cell. It is drift where the distance is more
 * than its mean over the baseline's own chunks plus three population standard deviations. A chunk is a window: the tool's
 * {@code chunk_size} or {@code chunk_period}, which whoever wants to compare windows must give it; the last, shorter chunk
 * counts as the others do.
 */
final class NannymlPreset implements Preset {

    static final String STATISTIC = "Jensen-Shannon distance";

    private static final double DEVIATIONS = 3;

    /** The distance of a piece of the data from the baseline. */
    private interface Distance {
        Statistic of(Values piece);
    }

    @Override
    public String name() {
        return "nannyml";
    }

    @Override
    public Fitted fit(ReferenceValues reference) {
        Distance distance = reference.values() instanceof Numbers numbers
                ? ofNumbers(numbers.finite())
                : ofLabels(((Labels) reference.values()).counts());
        double threshold = threshold(reference.chunks().stream()
                .map(distance::of)
                .filter(Statistic::isDefined)
                .mapToDouble(Statistic::orNaN)
                .toArray());
        return window -> Judged.above(STATISTIC, distance.of(window), threshold);
    }

    private static Distance ofNumbers(double[] baseline) {
        if (baseline.length == 0) {
            return piece -> Statistic.undefined("the baseline has no values");
        }
        NumericBins bins = NumericBins.doane(baseline);
        long[] expected = bins.counts(baseline);
        return piece -> {
            double[] values = ((Numbers) piece).finite();
            return distance(expected, bins.counts(values), values.length);
        };
    }

    private static Distance ofLabels(SortedMap<String, Long> baseline) {
        long[] expected = baseline.values().stream().mapToLong(count -> count).toArray();
        return piece -> {
            SortedMap<String, Long> counts = new TreeMap<>(((Labels) piece).counts());
            long[] known = baseline.keySet().stream()
                    .mapToLong(label -> counts.getOrDefault(label, 0L))
                    .toArray();
            return distance(expected, known, piece.present());
        };
    }

    /** The distance, with a cell for the values that are in none of the baseline's. */
    private static Statistic distance(long[] baseline, long[] window, long values) {
        if (values == 0 || baseline.length == 0) {
            return Statistic.undefined("a side has no values");
        }
        long[] expected = Arrays.copyOf(baseline, baseline.length + 1);
        long[] found = Arrays.copyOf(window, window.length + 1);
        found[window.length] = values - Arrays.stream(window).sum();
        return Statistic.of(JensenShannon.distance(CellCounts.of(expected, found)));
    }

    private static double threshold(double[] distances) {
        return distances.length == 0
                ? Double.POSITIVE_INFINITY
                : NumericBins.mean(distances) + DEVIATIONS * NumericBins.populationDeviation(distances);
    }
}
