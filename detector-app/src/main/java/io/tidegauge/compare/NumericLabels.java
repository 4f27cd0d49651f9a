package io.tidegauge.compare;

import io.tidegauge.profile.NumericSketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each cell of a numeric feature holds, for people: the smallest and the largest value that either side has in it.
 * The cells' own bounds are round in binary and mean nothing to a reader.
 */
final class NumericLabels {

    private final double[] lowest;
    private final double[] highest;

    private NumericLabels(int cells) {
        lowest = new double[cells];
        highest = new double[cells];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    }

    /**
     * The labels of a baseline's cells, in their order.
     *
     * @throws IllegalArgumentException where a bucket straddles a bound
     */
    static List<String> of(NumericCells cells, NumericSketch baseline, NumericSketch window) {
        if (cells.size() == 1) {
            return List.of(CellLabel.ANY);
        }
        NumericLabels labels = new NumericLabels(cells.size());
        int[] places = cells.places(baseline);
        labels.extend(places, baseline);
        labels.extend(cells.places(window), window);
        return labels.text(baseline, places);
    }

    private void extend(int[] places, NumericSketch sketch) {
        for (int i = 0; i < places.length; i++) {
            lowest[places[i]] = Math.min(lowest[places[i]], low(sketch, i));
            highest[places[i]] = Math.max(highest[places[i]], high(sketch, i));
        }
    }

    private List<String> text(NumericSketch baseline, int[] places) {
        int last = lowest.length - 1;
        int lastBucket = places.length - 1;
        List<String> text = new ArrayList<>();
        text.add(places[0] > 0 ? CellLabel.below(low(baseline, 0)) : CellLabel.atMost(highest[0]));
        for (int cell = 1; cell < last; cell++) {
            text.add(lowest[cell] <= highest[cell] ? CellLabel.range(lowest[cell], highest[cell]) : empty(cell));
        }
        text.add(
                places[lastBucket] < last
                        ? CellLabel.above(high(baseline, lastBucket))
                        : CellLabel.atLeast(lowest[last]));
        return text;
    }

    /** An empty cell lies between values of the baseline, as every bound but the outermost does. */
    private String empty(int cell) {
        double lower = Arrays.stream(highest, 0, cell).max().orElseThrow();
        double upper = Arrays.stream(lowest, cell, lowest.length).min().orElseThrow();
        return CellLabel.between(lower, upper);
    }

    private static double low(NumericSketch sketch, int bucket) {
        return sketch.single(bucket) ? sketch.value(bucket) : sketch.lowest(bucket);
    }

    private static double high(NumericSketch sketch, int bucket) {
        return sketch.single(bucket) ? sketch.value(bucket) : sketch.highest(bucket);
    }
}
