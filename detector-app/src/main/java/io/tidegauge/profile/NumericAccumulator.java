package io.tidegauge.profile;

import org.jspecify.annotations.Nullable;

/**
 * The mutable form of {@link NumericSketch} and {@link PowerSums}, which takes values by batches. It may hold twice the
 * sketch's buckets. Only when it overflows are the prefixes shortened, at once to the shift that a sketch would need, so
 * that the cost of it spreads over thousands of values.
 *
 * <p>Its shift never exceeds that of the final sketch, since what was added by then is a part of the whole. While every
 * bucket has a single value, the power sums follow from the table and are not kept. Once the prefixes have been
 * shortened, the buckets of unequal values, where nearly all rows of a continuous feature go, are counted in a dense
 * array; the table has the others, and what exceeds a cell.
 */
final class NumericAccumulator {

    static final int MAX_LIVE_PREFIXES = 2 * NumericSketch.MAX_PREFIXES;

    private static final int OWN_BYTES = 256;

    private final KeyMapping mapping;
    private final boolean standard;
    private final Footprint footprint;
    private int shift;
    private PrefixTable table;
    private DenseCounts dense = DenseCounts.none();

    /** Prefixes in the table, the dense array, or both. */
    private int used;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private @Nullable PowerAccumulator powers;

    NumericAccumulator(KeyMapping mapping, Footprint footprint) {
        this.mapping = mapping;
        this.footprint = footprint;
        standard = mapping.kind() == KeyMapping.Kind.STANDARD;
        footprint.add(OWN_BYTES);
        table = new PrefixTable(1, footprint);
    }

    /** Adds the first n of these values, all finite and none of them -0.0; may leave them in another order. */
    void addAll(double[] values, int n) {
        widen(values, n);
        int summed = 0;
        for (int i = 0; i < n; i++) {
            double x = values[i];
            long prefix = key(x) >> shift;
            if (!dense.count(prefix)) {
                if (!table.countAgain(prefix, x)) {
                    addToTable(x);
                }
                if (powers == null) {
                    summed = i + 1;
                }
            }
        }
        if (powers != null) {
            powers.addAll(values, summed, n);
        }
    }

    private void widen(double[] values, int n) {
        double least = min;
        double greatest = max;
        for (int i = 0; i < n; i++) {
            double x = values[i];
            // Branches, which are foreseen, since a new extreme is rare; Math.min and max take longer.
            if (x < least) {
                least = x;
            }
            if (x > greatest) {
                greatest = x;
            }
        }
        min = least;
        max = greatest;
    }

    private long key(double x) {
        return standard ? KeyMapping.sortable(x) : mapping.key(x);
    }

    private void addToTable(double x) {
        long prefix = key(x) >> shift;
        int full = dense.takeFull(prefix);
        if (full > 0) {
            table.add(prefix, full + 1L, Buckets.MULTI);
            return;
        }
        int slot = table.slotOf(prefix);
        if (table.count(slot) == 0) {
            insert(prefix, x);
        } else if (!table.countAgain(prefix, x)) {
            keepPowers();
            table.countMulti(slot);
            dense.open(prefix);
        }
    }

    private void insert(long prefix, double x) {
        if (used < MAX_LIVE_PREFIXES) {
            table.add(prefix, 1, x);
            used++;
        } else {
            keepPowers();
            refill(buckets().fitted(NumericSketch.MAX_PREFIXES));
            addToTable(x);
        }
    }

    /** From the first bucket of unequal values on, the power sums no longer follow from the table. */
    private void keepPowers() {
        if (powers == null) {
            powers = powersOfTable(footprint);
        }
    }

    private PowerAccumulator powersOfTable(Footprint kept) {
        PowerAccumulator sums = new PowerAccumulator(kept);
        table.addTo(sums);
        return sums;
    }

    private void refill(Buckets from) {
        shift = from.shift();
        used = from.size();
        footprint.add(-dense.bytes());
        dense = DenseCounts.over(from);
        footprint.add(dense.bytes());
        table.release();
        table = new PrefixTable(Math.max(1, from.size() / 4), footprint);
        for (int i = 0; i < from.size(); i++) {
            boolean multi = Buckets.isMulti(from.values()[i]);
            if (!multi || !dense.put(from.prefixes()[i], from.counts()[i])) {
                table.add(from.prefixes()[i], from.counts()[i], from.values()[i]);
            }
        }
    }

    private Buckets buckets() {
        Buckets.Builder builder = new Buckets.Builder(shift, table.size() + dense.size());
        int cell = 0;
        for (long prefix : table.ascending()) {
            cell = dense.giveUpTo(prefix, cell, builder);
            int slot = table.slotOf(prefix);
            builder.add(prefix, table.count(slot), table.value(slot));
        }
        dense.giveRest(cell, builder);
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
