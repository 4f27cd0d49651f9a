package io.tidegauge.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The mutable form of {@link NumericSketch} and {@link PowerSums}: an open-addressed table of prefixes that may hold four
 * times the sketch's buckets. Only when it overflows are the prefixes sorted and shortened, at once to the shift that a
 * sketch would need, so that the cost of it spreads over thousands of values.
 *
 * <p>Its shift never exceeds that of the final sketch, since what was added by then is a part of the whole. While every
 * bucket has a single value, the power sums follow from the table and are not kept.
 */
final class NumericAccumulator {

    static final int MAX_LIVE_PREFIXES = 4 * NumericSketch.MAX_PREFIXES;

    private static final int FIRST_CAPACITY = 16;

    /** Itself and the headers of its arrays. */
    private static final int OWN_BYTES = 128;

    /** A prefix, a count and a value. */
    private static final int SLOT_BYTES = 24;

    private final KeyMapping mapping;
    private final Footprint footprint;
    private int shift;
    private long[] prefixes = new long[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private int hashShift = hashShift(FIRST_CAPACITY);
    private int used;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private @Nullable PowerAccumulator powers;

    NumericAccumulator(KeyMapping mapping, Footprint footprint) {
        this.mapping = mapping;
        this.footprint = footprint;
        footprint.add(OWN_BYTES + FIRST_CAPACITY * SLOT_BYTES);
    }

    /** Adds a finite value. */
    void add(double x) {
        double value = x + 0.0; // -0.0 becomes 0.0
        min = Math.min(min, value);
        max = Math.max(max, value);
        long prefix = mapping.key(value) >> shift;
        int slot = slotOf(prefix);
        if (counts[slot] == 0) {
            insert(slot, prefix, value);
        } else if (values[slot] != value) {
            keepPowers();
            values[slot] = Buckets.MULTI;
        }
        counts[slot]++;
        if (powers != null) {
            powers.add(value);
        }
        if (2 * used > prefixes.length) {
            makeRoom();
        }
    }

    private void insert(int slot, long prefix, double value) {
        prefixes[slot] = prefix;
        values[slot] = value;
        used++;
    }

    /** From the first bucket of unequal values on, the power sums no longer follow from the table. */
    private void keepPowers() {
        if (powers == null) {
            powers = powersOfTable(footprint);
        }
    }

    private PowerAccumulator powersOfTable(Footprint kept) {
        PowerAccumulator table = new PowerAccumulator(kept);
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] > 0) {
                table.addRepeated(values[slot], counts[slot]);
            }
        }
        return table;
    }

    private int slotOf(long prefix) {
        int mask = prefixes.length - 1;
        // Fibonacci hashing; round values have zeros in their low bits, so the high ones are folded onto them first.
        int slot = (int) (((prefix ^ (prefix >>> 32)) * 0x9E37_79B9_7F4A_7C15L) >>> hashShift);
        while (counts[slot] != 0 && prefixes[slot] != prefix) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hashShift(int capacity) {
        return Long.numberOfLeadingZeros(capacity) + 1;
    }

    private void makeRoom() {
        Buckets all = buckets();
        if (used < MAX_LIVE_PREFIXES) {
            refill(all, prefixes.length * 2);
        } else {
            keepPowers();
            refill(all.fitted(NumericSketch.MAX_PREFIXES), prefixes.length);
        }
    }

    private void refill(Buckets from, int capacity) {
        footprint.add((long) (capacity - prefixes.length) * SLOT_BYTES);
        shift = from.shift();
        prefixes = new long[capacity];
        counts = new long[capacity];
        values = new double[capacity];
        hashShift = hashShift(capacity);
        used = from.size();
        for (int i = 0; i < used; i++) {
            int slot = slotOf(from.prefixes()[i]);
            prefixes[slot] = from.prefixes()[i];
            counts[slot] = from.counts()[i];
            values[slot] = from.values()[i];
        }
    }

    private Buckets buckets() {
        long[] ascending = new long[used];
        int n = 0;
        for (int slot = 0; slot < prefixes.length; slot++) {
            if (counts[slot] > 0) {
                ascending[n++] = prefixes[slot];
            }
        }
        Arrays.sort(ascending);
        Buckets.Builder builder = new Buckets.Builder(shift, used);
        for (long prefix : ascending) {
            int slot = slotOf(prefix);
            builder.add(prefix, counts[slot], values[slot]);
        }
        return builder.build();
    }

    /** The sketch of the values so far. */
    NumericSketch sketch() {
        return NumericSketch.of(mapping, buckets());
    }

    /** The power sums of the values so far. */
    PowerSums powerSums() {
        if (used == 0) {
            return PowerSums.NONE;
        }
        return (powers == null ? powersOfTable(new Footprint()) : powers).sums(min, max);
    }
}
