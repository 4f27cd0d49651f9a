package io.tidegauge.compare;

import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.NumericSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The decision's cells of a numeric feature, made from the baseline: a cell of its own for each atom (a single-value
 * bucket with 10 % or more of the values), 20 quantile cells for the rest, one below the minimum's bucket and one above
 * the maximum's.
 *
 * <p>Cells are ranges of keys (see {@link KeyMapping}). Their bounds are bounds of the baseline's buckets, so the
 * baseline's counts are exact. Of the bounds within one percentage point of a quantile's rank, the one with the most
 * trailing zero bits is taken: it is also a bound of the coarser grids that a window may have. Where a window's bucket
 * nevertheless straddles a bound, the bound goes and its two cells are one, on both sides; nothing is split or
 * interpolated.
 */
public final class NumericCells {

    /** Quantile cells of what is left without atoms. */
    static final int QUANTILE_CELLS = 20;

    /** A single value with this share of the values is an atom. */
    static final double ATOM_SHARE = 0.1;

    /** How far a bound's rank may be from its quantile's, as a share. */
    private static final double RANK_TOLERANCE = 0.01;

    private final KeyMapping mapping;
    private final long[] bounds;

    private NumericCells(KeyMapping mapping, SortedSet<Long> bounds) {
        this.mapping = mapping;
        this.bounds = bounds.stream().mapToLong(Long::longValue).toArray();
    }

    /** The cells of a baseline; one cell for any value where it has none. */
    public static NumericCells of(NumericSketch baseline) {
        SortedSet<Long> bounds = new TreeSet<>();
        if (baseline.size() > 0) {
            int last = baseline.size() - 1;
            List<Integer> rest = new ArrayList<>();
            for (int i = 0; i <= last; i++) {
                if (isAtom(baseline, i)) {
                    long key = baseline.mapping().key(baseline.value(i));
                    bounds.add(key);
                    bounds.add(key + 1);
                } else {
                    rest.add(i);
                }
            }
            if (!isAtom(baseline, 0)) {
                bounds.add(lowestKey(baseline, 0));
            }
            // Where the last bucket ends with the last of all keys, nothing is above it.
            if (!isAtom(baseline, last) && highestKey(baseline, last) < Long.MAX_VALUE) {
                bounds.add(highestKey(baseline, last) + 1);
            }
            addQuantiles(bounds, baseline, rest);
        }
        return new NumericCells(baseline.mapping(), bounds);
    }

    private static boolean isAtom(NumericSketch sketch, int bucket) {
        return sketch.single(bucket) && sketch.count(bucket) >= ATOM_SHARE * sketch.total();
    }

    /** Adds the quantile bounds of the buckets that are not atoms. */
    private static void addQuantiles(SortedSet<Long> bounds, NumericSketch sketch, List<Integer> rest) {
        // atMost[i]: values up to and including the i-th of these buckets.
        long[] atMost = new long[rest.size()];
        long total = 0;
        for (int i = 0; i < atMost.length; i++) {
            total += sketch.count(rest.get(i));
            atMost[i] = total;
        }
        for (int k = 1; k < QUANTILE_CELLS && atMost.length > 1; k++) {
            double target = (double) total * k / QUANTILE_CELLS;
            int nearest = nearest(atMost, target);
            int first = nearest;
            while (first > 0 && target - atMost[first - 1] <= RANK_TOLERANCE * total) {
                first--;
            }
            int last = nearest;
            while (last < atMost.length - 2 && atMost[last + 1] - target <= RANK_TOLERANCE * total) {
                last++;
            }
            long low = highestKey(sketch, rest.get(first)) + 1;
            long high = lowestKey(sketch, rest.get(last + 1));
            bounds.add(roundest(low >> sketch.shift(), high >> sketch.shift()) << sketch.shift());
        }
    }

    /** Which of the ranks is nearest to the target, the last, which is no bound between values, left out. */
    private static int nearest(long[] ranks, double target) {
        int nearest = 0;
        for (int i = 1; i < ranks.length - 1; i++) {
            if (Math.abs(ranks[i] - target) < Math.abs(ranks[nearest] - target)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** The integer with the most trailing zero bits between two, both included. */
    static long roundest(long low, long high) {
        if (low <= 0 && high >= 0) {
            return 0;
        }
        long roundest = high;
        while ((roundest & (roundest - 1)) >= low) {
            roundest &= roundest - 1;
        }
        return roundest;
    }

    /** These cells with those united that a bucket of the sketch straddles. */
    public NumericCells unitedFor(NumericSketch sketch) {
        SortedSet<Long> kept = new TreeSet<>();
        int bucket = 0;
        for (long bound : bounds) {
            while (bucket < sketch.size() && high(sketch, bucket) < bound) {
                bucket++;
            }
            if (bucket == sketch.size() || low(sketch, bucket) >= bound) {
                kept.add(bound);
            }
        }
        return new NumericCells(mapping, kept);
    }

    /** Of each of these cells, the cell among those united of them that it belongs to. */
    int[] homes(NumericCells united) {
        int[] homes = new int[size()];
        int home = 0;
        for (int i = 1; i < homes.length; i++) {
            if (home < united.bounds.length && united.bounds[home] == bounds[i - 1]) {
                home++;
            }
            homes[i] = home;
        }
        return homes;
    }

    /** How many cells there are, at least 1. */
    public int size() {
        return bounds.length + 1;
    }

    /**
     * The sketch's rows in each cell, in the order of the values.
     *
     * @throws IllegalArgumentException where a bucket of the sketch straddles a bound
     */
    public long[] counts(NumericSketch sketch) {
        long[] counts = new long[size()];
        int[] places = places(sketch);
        for (int i = 0; i < places.length; i++) {
            counts[places[i]] += sketch.count(i);
        }
        return counts;
    }

    /**
     * The cell of each of the sketch's buckets.
     *
     * @throws IllegalArgumentException where a bucket of the sketch straddles a bound
     */
    int[] places(NumericSketch sketch) {
        int[] places = new int[sketch.size()];
        int cell = 0;
        for (int i = 0; i < places.length; i++) {
            while (cell < bounds.length && low(sketch, i) >= bounds[cell]) {
                cell++;
            }
            if (cell < bounds.length && high(sketch, i) >= bounds[cell]) {
                throw new IllegalArgumentException("bucket " + i + " straddles the bound of cell " + cell);
            }
            places[i] = cell;
        }
        return places;
    }

    /** What each cell holds of this baseline and of a window for which they are united, for people. */
    public List<String> labels(NumericSketch baseline, NumericSketch window) {
        return NumericLabels.of(this, baseline, window);
    }

    private static long lowestKey(NumericSketch sketch, int bucket) {
        return sketch.prefix(bucket) << sketch.shift();
    }

    private static long highestKey(NumericSketch sketch, int bucket) {
        return lowestKey(sketch, bucket) | ((1L << sketch.shift()) - 1);
    }

    /** The bucket's smallest key in this baseline's mapping, which may not be the sketch's. */
    private long low(NumericSketch sketch, int bucket) {
        if (sketch.single(bucket)) {
            return mapping.key(sketch.value(bucket));
        }
        return sameKeys(sketch) ? lowestKey(sketch, bucket) : mapping.key(sketch.lowest(bucket));
    }

    private long high(NumericSketch sketch, int bucket) {
        if (sketch.single(bucket)) {
            return mapping.key(sketch.value(bucket));
        }
        return sameKeys(sketch) ? highestKey(sketch, bucket) : mapping.key(sketch.highest(bucket));
    }

    private boolean sameKeys(NumericSketch sketch) {
        return mapping.equals(sketch.mapping());
    }
}
