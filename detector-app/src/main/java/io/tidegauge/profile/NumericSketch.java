package io.tidegauge.profile;

import java.util.Arrays;

/**
 * A histogram of finite doubles over prefixes of their sortable bits: the exact multiset while there are at most
 * {@value #MAX_PREFIXES} distinct values, beyond that exact counts in buckets of neighbouring values.
 *
 * <p>A value's bucket is {@code key >> shift}, where {@link KeyMapping} gives the key and the shift is the smallest that
 * leaves at most {@value #MAX_PREFIXES} distinct prefixes. Distinct prefixes become fewer with the shift and more with
 * the values, so that no part of a sample needs a larger shift than the whole: the sketch depends on the values only, and
 * merging gives the same sketch in any order and any tree. The idea is DDSketch's (Masson, Rim, Lee, VLDB 2019) with the
 * uniform collapse of UDDSketch (Epicoco, Melle, Cafaro, Pulimeno, Morleo, IEEE Access 2020), on the bits of the floats
 * themselves.
 *
 * <p>Each bucket knows the one value all its rows have, if so. There is no bound on a bucket's share whatever the values:
 * {@link #resolution()} is that share.
 */
public final class NumericSketch {

    /** Buckets at most. */
    public static final int MAX_PREFIXES = 2_048;

    private final KeyMapping mapping;
    private final Buckets buckets;
    private final boolean remainder;
    private final boolean exact;

    private NumericSketch(KeyMapping mapping, Buckets buckets, boolean remainder) {
        this.mapping = mapping;
        this.buckets = buckets;
        this.remainder = remainder;
        exact = !buckets.anyMulti();
    }

    /** The sketch of no values. */
    public static NumericSketch empty(KeyMapping mapping) {
        return new NumericSketch(mapping, Buckets.EMPTY, false);
    }

    /**
     * The sketch of the given finite values.
     *
     * @throws IllegalArgumentException for NaN and infinities
     */
    public static NumericSketch of(KeyMapping mapping, double... values) {
        NumericAccumulator accumulator = new NumericAccumulator(mapping, new Footprint());
        double[] positiveZeros = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("only finite values are sketched, was given " + values[i]);
            }
            positiveZeros[i] = values[i] + 0.0; // -0.0 becomes 0.0
        }
        accumulator.addAll(positiveZeros, values.length);
        return accumulator.sketch();
    }

    /** The sketch of buckets on any grid. */
    static NumericSketch of(KeyMapping mapping, Buckets buckets) {
        return new NumericSketch(mapping, buckets.fitted(MAX_PREFIXES), false);
    }

    /** The sketch of buckets on their own grid, which may be coarser than they need. */
    static NumericSketch onGrid(KeyMapping mapping, Buckets buckets) {
        return new NumericSketch(mapping, buckets, false);
    }

    /** The same rows on a grid that is at least so coarse. */
    NumericSketch coarsened(int toShift) {
        requireWhole();
        return size() == 0 || toShift <= shift() ? this : onGrid(mapping, buckets.coarsened(toShift));
    }

    /** Whether the grid is coarser than the rows need, for all that the buckets tell. */
    boolean coarserThanNeeded() {
        return shift() > 0 && size() + buckets.unequal() <= MAX_PREFIXES;
    }

    /** How values are mapped to keys. */
    public KeyMapping mapping() {
        return mapping;
    }

    /** Bits of the key that do not tell buckets apart, 0 to 53. */
    public int shift() {
        return buckets.shift();
    }

    /** Buckets, at most {@value #MAX_PREFIXES}; while {@link #exact()}, the number of distinct values. */
    public int size() {
        return buckets.size();
    }

    /** Rows: the sum of the counts. */
    public long total() {
        return buckets.total();
    }

    /**
     * Whether every bucket holds a single value, so that this is the exact multiset. So it is up to {@value
     * #MAX_PREFIXES} distinct values (shift 0), unless the mapping gave two of them one key, and never beyond.
     */
    public boolean exact() {
        return exact;
    }

    /** The largest share of the rows in one bucket of unequal values, in [0, 1]; 0 when exact. */
    public double resolution() {
        long largest = 0;
        for (int i = 0; i < size(); i++) {
            if (!single(i)) {
                largest = Math.max(largest, count(i));
            }
        }
        return largest == 0 ? 0 : (double) largest / total();
    }

    /**
     * The sketch of both samples together.
     *
     * @throws IllegalArgumentException if the mappings differ
     * @throws IllegalStateException if one is the result of a subtraction
     */
    public NumericSketch merge(NumericSketch other) {
        requireSameMapping(other);
        requireWhole();
        other.requireWhole();
        return onGrid(mapping, buckets.plus(other.buckets, MAX_PREFIXES));
    }

    /**
     * What remains of this sample without a part of it, on this sketch's grid, which may be coarser than the remaining
     * values need: for comparison only, it refuses to be merged or stored. A bucket of unequal values stays one, even
     * if the values left in it happen to be equal.
     *
     * @throws IllegalArgumentException if the mappings differ, or the other sample is found not to be a part
     */
    public NumericSketch subtract(NumericSketch part) {
        requireSameMapping(part);
        return new NumericSketch(mapping, buckets.minus(part.buckets), true);
    }

    /** The prefix of bucket i; prefixes ascend with i. */
    public long prefix(int i) {
        return buckets.prefixes()[i];
    }

    /** Rows in bucket i, at least 1. */
    public long count(int i) {
        return buckets.counts()[i];
    }

    /** Whether all rows of bucket i have one value. */
    public boolean single(int i) {
        return !Buckets.isMulti(buckets.values()[i]);
    }

    /** The value of all rows of bucket i if it is single, else the double in the middle of the bucket's keys. */
    public double value(int i) {
        if (single(i)) {
            return buckets.values()[i];
        }
        long low = mapping.key(lowest(i));
        long high = mapping.key(highest(i));
        return mapping.value(low + (high - low) / 2);
    }

    /** The smallest double that falls into bucket i. */
    public double lowest(int i) {
        return mapping.lowestValue(prefix(i) << shift());
    }

    /** The largest double that falls into bucket i. */
    public double highest(int i) {
        return mapping.value(highestKey(prefix(i), shift()));
    }

    static long highestKey(long prefix, int shift) {
        return (prefix << shift) | ((1L << shift) - 1);
    }

    /**
     * Rows whose value is known to be at most x: exact if the sketch is, or if x is a bucket's {@link #highest}; else
     * without the rows of the bucket of unequal values that x lies in.
     *
     * @param x finite
     */
    public long countAtMost(double x) {
        int at = bucketOf(x);
        if (at < 0) {
            return countBefore(-at - 1);
        }
        boolean whole = single(at) ? value(at) <= x : highest(at) <= x;
        return countBefore(whole ? at + 1 : at);
    }

    /**
     * Rows whose value is known to be greater than x; with {@link #countAtMost} it leaves out only the rows of the bucket
     * of unequal values that x lies in.
     *
     * @param x finite
     */
    public long countAbove(double x) {
        int at = bucketOf(x);
        if (at < 0) {
            return total() - countBefore(-at - 1);
        }
        boolean above = single(at) && value(at) > x;
        return total() - countBefore(above ? at : at + 1);
    }

    private int bucketOf(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("x must be finite, was " + x);
        }
        return Arrays.binarySearch(buckets.prefixes(), mapping.key(x) >> shift());
    }

    private long countBefore(int end) {
        long count = 0;
        for (int i = 0; i < end; i++) {
            count += count(i);
        }
        return count;
    }

    /**
     * The sample as weighted values: exact values where they are known, the middle of the keys elsewhere, clipped to the
     * known range.
     *
     * @param min the smallest value of the sample, or a bound within or below the first bucket
     * @param max the largest value of the sample, or a bound within or above the last bucket
     * @throws IllegalArgumentException if the sample cannot have this range
     */
    public WeightedValues weightedValues(double min, double max) {
        if (size() > 0 && !(min <= highest(0) && lowest(size() - 1) <= max)) {
            throw new IllegalArgumentException("values between " + lowest(0) + " and " + highest(size() - 1)
                    + " cannot have the range " + min + " to " + max);
        }
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = single(i) ? value(i) : Math.max(min, Math.min(max, value(i)));
        }
        return new WeightedValues(values, buckets.counts().clone());
    }

    Buckets buckets() {
        return buckets;
    }

    /** The exact power sums of an exact sketch. */
    PowerSums powerSums() {
        PowerAccumulator powers = new PowerAccumulator(new Footprint());
        powers.addAll(buckets.values(), buckets.counts());
        return size() == 0 ? PowerSums.NONE : powers.sums(value(0), value(size() - 1));
    }

    void requireWhole() {
        if (remainder) {
            throw new IllegalStateException("the result of a subtraction is for comparison only");
        }
    }

    private void requireSameMapping(NumericSketch other) {
        if (!mapping.equals(other.mapping)) {
            throw new IllegalArgumentException("cannot combine keys of " + mapping + " with keys of " + other.mapping);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericSketch that
                && mapping.equals(that.mapping)
                && remainder == that.remainder
                && buckets.equals(that.buckets);
    }

    @Override
    public int hashCode() {
        return 31 * mapping.hashCode() + buckets.hashCode();
    }

    @Override
    public String toString() {
        return mapping.kind() + " " + buckets;
    }
}
