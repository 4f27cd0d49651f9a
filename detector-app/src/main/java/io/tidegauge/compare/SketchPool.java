package io.tidegauge.compare;

import io.tidegauge.profile.NumericSketch;
import java.util.Arrays;

/**
 * Walks two histograms, of whatever grids, in ascending order, and gathers the buckets whose ranges overlap: a bucket is
 * its range of doubles, or its one value.
 */
final class SketchPool {

    private final Cursor baseline;
    private final Cursor window;
    private final double[] values;
    private final long[] baselineCounts;
    private final long[] windowCounts;

    SketchPool(NumericSketch baseline, NumericSketch window) {
        this.baseline = new Cursor(baseline);
        this.window = new Cursor(window);
        int most = baseline.size() + window.size();
        this.values = new double[most];
        this.baselineCounts = new long[most];
        this.windowCounts = new long[most];
    }

    /** The pool with representative values clipped to the known range. */
    PooledValues pool(double min, double max) {
        int size = 0;
        while (baseline.hasNext() || window.hasNext()) {
            gather(size);
            values[size] = Math.max(min, Math.min(max, values[size]));
            size++;
        }
        return new PooledValues(
                Arrays.copyOf(values, size), Arrays.copyOf(baselineCounts, size), Arrays.copyOf(windowCounts, size));
    }

    private void gather(int at) {
        double high = Math.min(baseline.low(), window.low());
        double widest = -1;
        while (baseline.low() <= high || window.low() <= high) {
            Cursor next = baseline.low() <= high ? baseline : window;
            double width = next.high() - next.low();
            if (width > widest) {
                widest = width;
                values[at] = next.value();
            }
            high = Math.max(high, next.high());
            (next == baseline ? baselineCounts : windowCounts)[at] += next.take();
        }
    }

    /** A place in one histogram; beyond its end everything is infinite. */
    private static final class Cursor {
        private final NumericSketch sketch;
        private int at;
        private double low;
        private double high;

        Cursor(NumericSketch sketch) {
            this.sketch = sketch;
            look();
        }

        private void look() {
            boolean single = hasNext() && sketch.single(at);
            low = !hasNext() ? Double.POSITIVE_INFINITY : single ? sketch.value(at) : sketch.lowest(at);
            high = !hasNext() || single ? low : sketch.highest(at);
        }

        boolean hasNext() {
            return at < sketch.size();
        }

        double low() {
            return low;
        }

        double high() {
            return high;
        }

        double value() {
            return sketch.value(at);
        }

        long take() {
            long count = sketch.count(at++);
            look();
            return count;
        }
    }
}
