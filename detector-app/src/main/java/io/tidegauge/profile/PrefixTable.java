package io.tidegauge.profile;

import java.util.Arrays;

/** An open-addressed table of buckets: of each prefix its rows and the one value all of them have, or MULTI. */
final class PrefixTable {

    private static final int FIRST_CAPACITY = 16;

    /** A prefix, a count and a value. */
    private static final int SLOT_BYTES = 24;

    private final Footprint footprint;
    private long[] prefixes;
    private long[] counts;
    private double[] values;
    private int hashShift;
    private int size;

    /** Begins with room for so many buckets. */
    PrefixTable(int room, Footprint footprint) {
        this.footprint = footprint;
        allocate(Math.max(FIRST_CAPACITY, 2 * Integer.highestOneBit(2 * room - 1)));
    }

    private void allocate(int capacity) {
        footprint.add((long) capacity * SLOT_BYTES);
        prefixes = new long[capacity];
        counts = new long[capacity];
        values = new double[capacity];
        hashShift = Long.numberOfLeadingZeros(capacity) + 1;
    }

    /** Gives its memory back to the footprint; it is not used any more. */
    void release() {
        footprint.add(-(long) prefixes.length * SLOT_BYTES);
    }

    /** Buckets so far. */
    int size() {
        return size;
    }

    /** Where the bucket is, or would be. */
    int slotOf(long prefix) {
        int mask = prefixes.length - 1;
        // Fibonacci hashing; round values have zeros in their low bits, so the high ones are folded onto them first.
        int slot = (int) (((prefix ^ (prefix >>> 32)) * 0x9E37_79B9_7F4A_7C15L) >>> hashShift);
        while (counts[slot] != 0 && prefixes[slot] != prefix) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Rows in a slot, 0 if it is free. */
    long count(int slot) {
        return counts[slot];
    }

    /** The value in a slot. */
    double value(int slot) {
        return values[slot];
    }

    /** Counts one row more of a value, if all rows of its bucket have it; says whether. */
    boolean countAgain(long prefix, double value) {
        int slot = slotOf(prefix);
        if (counts[slot] == 0 || values[slot] != value) {
            return false;
        }
        counts[slot]++;
        return true;
    }

    /** Counts one row more in a slot, whose rows have unequal values from now on. */
    void countMulti(int slot) {
        counts[slot]++;
        values[slot] = Buckets.MULTI;
    }

    /** Adds rows to a bucket, which may be new; its value is what is given. */
    void add(long prefix, long count, double value) {
        int slot = slotOf(prefix);
        values[slot] = value;
        if (counts[slot] > 0) {
            counts[slot] += count;
            return;
        }
        prefixes[slot] = prefix;
        counts[slot] = count;
        size++;
        if (2 * size > prefixes.length) {
            grow();
        }
    }

    private void grow() {
        long[] oldPrefixes = prefixes;
        long[] oldCounts = counts;
        double[] oldValues = values;
        release();
        allocate(oldPrefixes.length * 2);
        for (int i = 0; i < oldPrefixes.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slotOf(oldPrefixes[i]);
                prefixes[slot] = oldPrefixes[i];
                counts[slot] = oldCounts[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** The prefixes in ascending order. */
    long[] ascending() {
        long[] ascending = new long[size];
        int n = 0;
        for (int slot = 0; slot < prefixes.length; slot++) {
            if (counts[slot] > 0) {
                ascending[n++] = prefixes[slot];
            }
        }
        Arrays.sort(ascending);
        return ascending;
    }

    /** Adds every value so many times as it has rows, if no bucket is MULTI. */
    void addTo(PowerAccumulator powers) {
        powers.addAll(values, counts);
    }
}
