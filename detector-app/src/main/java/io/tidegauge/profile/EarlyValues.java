package io.tidegauge.profile;

import java.util.Arrays;

/**
 * The first values of a sample as they are: to append is far cheaper than to look up a bucket, as long as hardly any value
 * comes twice. When there are enough of them to tell the shift, they are put in order and become buckets all at once.
 */
final class EarlyValues {

    /** Twice the buckets of a sketch, so that the shift they need is close to that of the whole. */
    static final int MOST = 2 * NumericSketch.MAX_PREFIXES;

    /** Values to judge by whether values come twice. */
    private static final int JUDGED = 256;

    private static final int MARK_BITS = 12;

    /** Values that are given to the power sums at a time. */
    private static final int BATCH = 256;

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    /** Digits by which values are put in order at first, and more of them if these are too few. */
    private static final int FEW_DIGITS = 2;

    private static final double[] NONE = {};

    private final KeyMapping mapping;
    private final Footprint footprint;
    private double[] values = NONE;
    private int size;

    EarlyValues(KeyMapping mapping, Footprint footprint) {
        this.mapping = mapping;
        this.footprint = footprint;
    }

    /** Whether more than three quarters of the first values differ from each other, about. */
    static boolean mostlyDistinct(double[] values, int n) {
        int judged = Math.min(n, JUDGED);
        long[] marks = new long[1 << (MARK_BITS - 6)];
        int distinct = 0;
        for (int i = 0; i < judged; i++) {
            int mark = (int) (PrefixTable.hash(Double.doubleToRawLongBits(values[i])) >>> (Long.SIZE - MARK_BITS));
            long bit = 1L << mark;
            distinct += (marks[mark >> 6] & bit) == 0 ? 1 : 0;
            marks[mark >> 6] |= bit;
        }
        return 4 * distinct > 3 * judged;
    }

    /** Keeps the first n of these finite values, or as many as there is room for; says how many. */
    int add(double[] more, int n) {
        int taken = Math.min(n, MOST - size);
        if (size + taken > values.length) {
            int capacity = Math.min(MOST, 2 * Integer.highestOneBit(size + taken));
            footprint.add((long) (capacity - values.length) * Double.BYTES);
            values = Arrays.copyOf(values, capacity);
        }
        System.arraycopy(more, 0, values, size, taken);
        size += taken;
        return taken;
    }

    /** Whether there is no room for more. */
    boolean full() {
        return size == MOST;
    }

    /** Gives its memory back to the footprint; it is not used any more. */
    void release() {
        footprint.add(-(long) values.length * Double.BYTES);
    }

    /** Adds every value, and leaves them in another order. */
    void addTo(PowerAccumulator powers) {
        for (int from = 0; from < size; from += BATCH) {
            powers.addAll(values, from, Math.min(size, from + BATCH));
        }
    }

    /** The buckets of the sketch of these values, at the smallest shift that makes them few enough. */
    Buckets buckets() {
        int shift = size <= NumericSketch.MAX_PREFIXES ? sortAll() : sortToShift();
        Buckets.Builder builder = new Buckets.Builder(shift, Math.min(size, NumericSketch.MAX_PREFIXES));
        for (int i = 0; i < size; i++) {
            builder.add(mapping.key(values[i]) >> shift, 1, values[i]);
        }
        return builder.build();
    }

    private int sortAll() {
        // The mapping keeps the order of the values.
        Arrays.sort(values, 0, size);
        return 0;
    }

    /**
     * Puts the values in order of their prefixes at the shift they need, and says it. The order below it does not matter,
     * so that the leading two digits of the keys, of 11 bits each, mostly do.
     */
    private int sortToShift() {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            long key = mapping.key(values[i]);
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
        for (int digits = FEW_DIGITS; ; digits += FEW_DIGITS) {
            // One bit is spared, as the prefixes of two keys may lie one farther apart than the keys do.
            int grid = Math.max(0, bits + 1 - digits * DIGIT_BITS);
            sortByPrefixes(grid, least >> grid, digits);
            int[] separatedBelow = separations(grid);
            // With more prefixes than a sketch has, the shift is beyond this grid: what differs below is one bucket.
            if (grid == 0 || size - separatedBelow[0] > NumericSketch.MAX_PREFIXES) {
                return grid + Buckets.shiftFor(separatedBelow, size, NumericSketch.MAX_PREFIXES);
            }
        }
    }

    private int[] separations(int grid) {
        int[] separatedBelow = new int[Long.SIZE + 1];
        long last = mapping.key(values[0]) >> grid;
        for (int i = 1; i < size; i++) {
            long prefix = mapping.key(values[i]) >> grid;
            separatedBelow[Buckets.separation(last, prefix)]++;
            last = prefix;
        }
        return separatedBelow;
    }

    /** A radix sort, from the last digit to the first. */
    private void sortByPrefixes(int grid, long least, int digits) {
        double[] from = values;
        double[] to = new double[values.length];
        for (int low = 0; low < digits * DIGIT_BITS && low < Long.SIZE; low += DIGIT_BITS) {
            int[] next = new int[DIGITS + 1];
            for (int i = 0; i < size; i++) {
                next[digit(from[i], grid, least, low) + 1]++;
            }
            for (int digit = 1; digit < DIGITS; digit++) {
                next[digit] += next[digit - 1];
            }
            for (int i = 0; i < size; i++) {
                to[next[digit(from[i], grid, least, low)]++] = from[i];
            }
            double[] swapped = from;
            from = to;
            to = swapped;
        }
        values = from;
    }

    private int digit(double value, int grid, long least, int low) {
        return (int) (((mapping.key(value) >> grid) - least) >>> low) & (DIGITS - 1);
    }
}
