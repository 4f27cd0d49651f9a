package io.tidegauge.profile;

import java.util.Arrays;

/**
 * A histogram over key prefixes, ascending, none empty. Beside its count each bucket knows the one value all its rows
 * have, or {@link #MULTI}. Package-private and never changed after it is made.
 *
 * @param shift how many low bits of the keys the prefixes lack, 0 to {@link #MAX_SHIFT}
 * @param prefixes strictly ascending
 * @param counts all positive
 * @param values the single value of each bucket, or {@link #MULTI}
 * @param total the sum of the counts
 */
record Buckets(int shift, long[] prefixes, long[] counts, double[] values, long total) {

    /** Marks a bucket with unequal values; a NaN, since values are finite. */
    static final double MULTI = Double.NaN;

    private static final long MULTI_BITS = Double.doubleToRawLongBits(MULTI);

    /** Eleven bits are left of a key then, 2,048 prefixes at most. */
    static final int MAX_SHIFT = 53;

    static final Buckets EMPTY = new Buckets(0, new long[0], new long[0], new double[0], 0);

    static boolean isMulti(double value) {
        return Double.isNaN(value);
    }

    /** Whether any bucket has unequal values. */
    boolean anyMulti() {
        for (double value : values) {
            if (isMulti(value)) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return prefixes.length;
    }

    /** The smallest shift at which two prefixes are one: it covers their highest differing bit. */
    static int separation(long a, long b) {
        return Long.SIZE - Long.numberOfLeadingZeros(a ^ b);
    }

    /**
     * The smallest shift that leaves at most {@code limit} distinct prefixes.
     *
     * @param separatedBelow of each shift how many neighbours, of ascending prefixes, become one at it
     * @param prefixes how many there are
     */
    static int shiftFor(int[] separatedBelow, int prefixes, int limit) {
        int distinct = prefixes - separatedBelow[0];
        int shift = 0;
        while (distinct > limit) {
            shift++;
            distinct -= separatedBelow[shift];
        }
        return shift;
    }

    /** Buckets of unequal values. */
    int unequal() {
        int unequal = 0;
        for (double value : values) {
            unequal += isMulti(value) ? 1 : 0;
        }
        return unequal;
    }

    /** The same rows on the finest grid that holds them in {@code limit} buckets. */
    Buckets fitted(int limit) {
        return coarsened(shift + Separations.of(prefixes).shiftFor(limit));
    }

    /** The same rows on a coarser grid. */
    Buckets coarsened(int toShift) {
        int by = toShift - shift;
        if (by == 0) {
            return this;
        }
        Builder builder = new Builder(toShift, distinct(by));
        for (int i = 0; i < size(); i++) {
            builder.add(prefixes[i] >> by, counts[i], values[i]);
        }
        return builder.build();
    }

    private int distinct(int by) {
        int distinct = Math.min(1, size());
        for (int i = 1; i < size(); i++) {
            distinct += prefixes[i] >> by == prefixes[i - 1] >> by ? 0 : 1;
        }
        return distinct;
    }

    /** The rows of both, on the finest grid that neither is finer than and that holds them in {@code limit} buckets. */
    Buckets plus(Buckets other, int limit) {
        int grid = Math.max(shift, other.shift);
        Separations both = Separations.ofBoth(prefixes, grid - shift, other.prefixes, grid - other.shift);
        int coarser = both.shiftFor(limit);
        int toShift = grid + coarser;
        long[] united = Separations.union(
                prefixes, toShift - shift, other.prefixes, toShift - other.shift, both.distinct(coarser));
        Buckets sum = new Buckets(
                toShift, united, new long[united.length], new double[united.length], Math.addExact(total, other.total));
        sum.fillWith(this);
        sum.fillWith(other);
        return sum;
    }

    /** Puts rows into buckets that are being made, and there for all of their prefixes. */
    private void fillWith(Buckets rows) {
        int by = shift - rows.shift;
        int at = 0;
        for (int i = 0; i < rows.size(); i++) {
            while (prefixes[at] != rows.prefixes[i] >> by) {
                at++;
            }
            // By their bits, since whether a bucket is MULTI, as good as at random, would be a branch else.
            long before = Double.doubleToRawLongBits(values[at]);
            long value = Double.doubleToRawLongBits(rows.values[i]);
            long united = counts[at] == 0 || before == value ? value : MULTI_BITS;
            values[at] = Double.longBitsToDouble(united);
            counts[at] += rows.counts[i];
        }
    }

    /**
     * The rows that remain without a part of them, on the coarser of the two grids.
     *
     * @throws IllegalArgumentException if it is no part of them
     */
    Buckets minus(Buckets part) {
        int grid = Math.max(shift, part.shift);
        Buckets whole = coarsened(grid);
        Buckets taken = part.coarsened(grid);
        Builder builder = new Builder(grid, whole.size());
        int j = 0;
        for (int i = 0; i < whole.size(); i++) {
            long rest = whole.counts[i];
            if (j < taken.size() && taken.prefixes[j] == whole.prefixes[i]) {
                requireContained(whole, i, taken, j);
                rest -= taken.counts[j++];
            }
            if (rest > 0) {
                builder.add(whole.prefixes[i], rest, whole.values[i]);
            }
        }
        if (j < taken.size()) {
            throw new IllegalArgumentException("not a part: its bucket " + taken.prefixes[j] + " is not in the whole");
        }
        return builder.build();
    }

    private static void requireContained(Buckets whole, int i, Buckets part, int j) {
        boolean sameValue = isMulti(whole.values[i]) || whole.values[i] == part.values[j];
        if (part.counts[j] > whole.counts[i] || !sameValue) {
            throw new IllegalArgumentException("not a part: bucket " + part.prefixes[j] + " has " + part.counts[j]
                    + " rows of value " + part.values[j] + ", the whole " + whole.counts[i] + " of " + whole.values[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets that
                && shift == that.shift
                && Arrays.equals(prefixes, that.prefixes)
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return (31 * Arrays.hashCode(prefixes) + Arrays.hashCode(counts)) * 31 + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return size() + " buckets at shift " + shift + ", " + total + " rows";
    }

    /** Takes buckets in ascending order and unites those of one prefix. */
    static final class Builder {
        private final int shift;
        private final long[] prefixes;
        private final long[] counts;
        private final double[] values;
        private int size;
        private long total;

        Builder(int shift, int capacity) {
            this.shift = shift;
            prefixes = new long[capacity];
            counts = new long[capacity];
            values = new double[capacity];
        }

        void add(long prefix, long count, double value) {
            total = Math.addExact(total, count);
            if (size > 0 && prefixes[size - 1] == prefix) {
                counts[size - 1] += count;
                if (values[size - 1] != value) {
                    values[size - 1] = MULTI;
                }
                return;
            }
            prefixes[size] = prefix;
            counts[size] = count;
            values[size++] = value;
        }

        Buckets build() {
            if (size == prefixes.length) {
                return new Buckets(shift, prefixes, counts, values, total);
            }
            return new Buckets(
                    shift,
                    Arrays.copyOf(prefixes, size),
                    Arrays.copyOf(counts, size),
                    Arrays.copyOf(values, size),
                    total);
        }
    }
}
