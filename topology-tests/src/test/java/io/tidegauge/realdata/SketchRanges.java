package io.tidegauge.realdata;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.NumericSketch;

/**
 * What a profile's sketch says for certain about the rows it was made of: an independent reading of its buckets, by
 * definition and not by the product's statistics.
 */
final class SketchRanges {

    private final NumericSketch sketch;
    private final double min;
    private final double max;

    SketchRanges(FeatureProfile profile) {
        sketch = profile.numbers();
        min = profile.moments().min();
        max = profile.moments().max();
    }

    boolean exact() {
        return sketch.exact();
    }

    /** The largest share of the rows in one bucket of unequal values: how far a rank may be off. */
    double largestShare() {
        long largest = 0;
        for (int i = 0; i < sketch.size(); i++) {
            largest = sketch.single(i) ? largest : Math.max(largest, sketch.count(i));
        }
        return largest == 0 ? 0 : (double) largest / sketch.total();
    }

    /** How far the rows' values may be from where the sketch puts them, on average. */
    double meanMove() {
        double sum = 0;
        for (int i = 0; i < sketch.size(); i++) {
            Range bucket = bucket(i);
            sum += sketch.count(i) * (bucket.high() - bucket.low());
        }
        return sketch.total() == 0 ? 0 : sum / sketch.total();
    }

    /** NumPy's linear quantile: at position (n - 1)·q between the sorted rows. */
    Range quantile(double q) {
        double position = (sketch.total() - 1) * q;
        long below = (long) Math.floor(position);
        Range low = row(below);
        Range high = row(Math.min(below + 1, sketch.total() - 1));
        double part = position - below;
        return new Range(lerp(low.low(), high.low(), part), lerp(low.high(), high.high(), part));
    }

    /** The cells (-inf,e1], (e1,e2], …, (ek,inf). */
    Range[] cells(double[] edges) {
        Range[] cells = new Range[edges.length + 1];
        Range before = Range.point(0);
        for (int i = 0; i < cells.length; i++) {
            Range upTo = i == edges.length ? Range.point(sketch.total()) : atMost(edges[i]);
            cells[i] = new Range(Math.max(0, upTo.low() - before.high()), upTo.high() - before.low());
            before = upTo;
        }
        return cells;
    }

    private Range atMost(double x) {
        return new Range(sketch.countAtMost(x), sketch.total() - sketch.countAbove(x));
    }

    /** The row of this rank, from 0, in the order of the values. */
    private Range row(long rank) {
        long seen = 0;
        for (int i = 0; i < sketch.size(); i++) {
            seen += sketch.count(i);
            if (rank < seen) {
                return bucket(i);
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + sketch.total());
    }

    private Range bucket(int i) {
        return sketch.single(i)
                ? Range.point(sketch.value(i))
                : new Range(Math.max(min, sketch.lowest(i)), Math.min(max, sketch.highest(i)));
    }

    private static double lerp(double from, double to, double part) {
        return from + (to - from) * part;
    }
}
