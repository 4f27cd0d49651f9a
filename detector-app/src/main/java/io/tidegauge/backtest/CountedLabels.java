package io.tidegauge.backtest;

import io.tidegauge.compare.CellCounts;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Two sides' labels as cells: one for each label of either side. */
final class CountedLabels {

    private CountedLabels() {}

    /** A cell for each label of either side, in the labels' order. */
    static CellCounts cells(SortedMap<String, Long> baseline, SortedMap<String, Long> window) {
        SortedSet<String> labels = new TreeSet<>(baseline.keySet());
        labels.addAll(window.keySet());
        return CellCounts.of(counts(labels, baseline), counts(labels, window));
    }

    /** The largest difference of a label's shares, in [0, 1]. */
    static double largestDifference(CellCounts cells) {
        double largest = 0;
        for (int i = 0; i < cells.size(); i++) {
            largest = Math.max(largest, Math.abs(cells.windowShare(i) - cells.baselineShare(i)));
        }
        return largest;
    }

    private static long[] counts(SortedSet<String> labels, SortedMap<String, Long> counts) {
        return labels.stream()
                .mapToLong(label -> counts.getOrDefault(label, 0L))
                .toArray();
    }
}
