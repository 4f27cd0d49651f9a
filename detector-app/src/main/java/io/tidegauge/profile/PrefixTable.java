package io.tidegauge.profile;

import java.util.Arrays;

/**
 * An open-addressed table of buckets: of each prefix its rows and the one value all of them have, or MULTI. The three lie
 * side by side, so that a bucket is in one line of the processor's cache, or two.
 */
final class PrefixTable {

    private static final int FIRST_CAPACITY = 16;

    /** A slot is a prefix, a count, which is 0 if the slot is free, and the bits of a value. */
    private static final int SLOT = 3;

    private static final int COUNT = 1;
    private static final int VALUE = 2;

    private final Footprint footprint;
    private long[] slots;
    private int mask;
    private int hashShift;
    private int size;

    /** Begins with room for so many buckets. */
    PrefixTable(int room, Footprint footprint) {
        this.footprint = footprint;
        allocate(Math.max(FIRST_CAPACITY, 2 * Integer.highestOneBit(2 * room - 1)));
    }

    private void allocate(int capacity) {
        slots = new long[capacity * SLOT];
        footprint.add(bytes());
        mask = capacity - 1;
        hashShift = Long.numberOfLeadingZeros(capacity) + 1;
    }

    private long bytes() {
        return (long) slots.length * Long.BYTES;
    }

    /** Gives its memory back to the footprint; it is not used any more. */
    void release() {
        footprint.add(-bytes());
    }

    /** Buckets so far. */
    int size() {
        return size;
    }

    /** Scatters the bits of a key, to be used from the highest on. */
    static long hash(long key) {
        // Fibonacci hashing; round values have zeros in their low bits, so the high ones are folded onto them first.
        return (key ^ (key >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
    }

    /** Where the bucket is, or would be. */
    int slotOf(long prefix) {
        int slot = (int) (hash(prefix) >>> hashShift);
        while (slots[slot * SLOT] != prefix && slots[slot * SLOT + COUNT] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot * SLOT;
    }

    /** Rows in a slot, 0 if it is free. */
    long count(int slot) {
        return slots[slot + COUNT];
    }

    /** The value in a slot. */
    double value(int slot) {
        return Double.longBitsToDouble(slots[slot + VALUE]);
    }

    /** Counts one row more of a value in its slot, if all rows of the bucket have it; says whether. */
    boolean countAgain(int slot, double value) {
        // Bits are compared, since -0.0 never comes; those of a free slot are 0.0, and its count is 0.
        if (slots[slot + VALUE] != Double.doubleToRawLongBits(value) || slots[slot + COUNT] == 0) {
            return false;
        }
        slots[slot + COUNT]++;
        return true;
    }

    /**
     * Counts one row of each value from one index up to another, as long as all rows of its bucket have it; says at which
     * index it stopped.
     */
    int countAgain(double[] values, int from, int to, KeyMapping mapping, int shift) {
        int i = from;
        while (i < to && countAgain(slotOf(mapping.key(values[i]) >> shift), values[i])) {
            i++;
        }
        return i;
    }

    /** Counts one row more in a slot, whose rows have unequal values from now on. */
    void countMulti(int slot) {
        slots[slot + COUNT]++;
        setValue(slot, Buckets.MULTI);
    }

    private void setValue(int slot, double value) {
        slots[slot + VALUE] = Double.doubleToRawLongBits(value);
    }

    /** Adds rows to the bucket that has this slot, or would have; its value is what is given. */
    void add(int slot, long prefix, long count, double value) {
        setValue(slot, value);
        slots[slot + COUNT] += count;
        if (slots[slot + COUNT] == count) {
            slots[slot] = prefix;
            size++;
            if (2 * size > mask + 1) {
                grow();
            }
        }
    }

    private void grow() {
        long[] old = slots;
        release();
        allocate(2 * (mask + 1));
        for (int from = 0; from < old.length; from += SLOT) {
            if (old[from + COUNT] > 0) {
                System.arraycopy(old, from, slots, slotOf(old[from]), SLOT);
            }
        }
    }

    /** The prefixes in ascending order. */
    long[] ascending() {
        long[] ascending = new long[size];
        int n = 0;
        for (int slot = 0; slot < slots.length; slot += SLOT) {
            if (count(slot) > 0) {
                ascending[n++] = slots[slot];
            }
        }
        Arrays.sort(ascending);
        return ascending;
    }

    /** Adds every value so many times as it has rows, if no bucket is MULTI. */
    void addTo(PowerAccumulator powers) {
        double[] values = new double[size];
        long[] counts = new long[size];
        int n = 0;
        for (int slot = 0; slot < slots.length; slot += SLOT) {
            if (count(slot) > 0) {
                values[n] = value(slot);
                counts[n++] = count(slot);
            }
        }
        powers.addAll(values, counts);
    }
}
