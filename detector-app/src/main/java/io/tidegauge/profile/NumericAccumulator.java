package io.tidegauge.profile;

import org.jspecify.annotations.Nullable;

/**
 * The mutable form of {@link NumericSketch} and {@link PowerSums}, which takes values by batches. It may hold twice the
 * sketch's buckets. Only when it overflows are the prefixes shortened, at once to the shift that a sketch would need, so
 * that the cost of it spreads over thousands of values.
 *
 * <p>Values that hardly ever repeat are kept as they are at first, until they tell a shift. Others go to the table at once.
 * The shift never exceeds that of the final sketch, since what was added by then is a part of the whole. While every
 * bucket has a single value, the power sums follow from what is kept. Once there is a shift, the buckets where nearly all
 * rows go are counted in a dense array; the table has the others, and what exceeds a cell.
 */
final class NumericAccumulator {

    static final int MAX_LIVE_PREFIXES = 2 * NumericSketch.MAX_PREFIXES;

    private static final int OWN_BYTES = 256;

    /** One bucket of so many, about, lies outside the dense array. */
    private static final int OUTLIERS = 16;

    private final KeyMapping mapping;
    private final Footprint footprint;

    /** All values so far, or null once they are counted. */
    private @Nullable EarlyValues early;

    private int shift;
    private PrefixTable table;
    private DenseCounts dense = DenseCounts.none();

    /** Prefixes of what is counted: in the table, the dense array, or both. */
    private int used;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private @Nullable PowerAccumulator powers;

    NumericAccumulator(KeyMapping mapping, Footprint footprint) {
        this.mapping = mapping;
        this.footprint = footprint;
        footprint.add(OWN_BYTES);
        early = new EarlyValues(mapping, footprint);
        table = new PrefixTable(1, footprint);
    }

    /** Adds the first n of these values, all finite and none of them -0.0; may leave them in another order. */
    void addAll(double[] values, int n) {
        boolean first = min > max;
        widen(values, n);
        if (first && !EarlyValues.mostlyDistinct(values, n)) {
            early = null;
        }
        int kept = early == null ? 0 : early.add(values, n);
        if (early != null && early.full()) {
            settle(early);
        }
        countAll(values, kept, n);
    }

    /** Makes buckets of the early values, which may turn out to need no shift. */
    private void settle(EarlyValues settled) {
        Buckets buckets = settled.buckets();
        if (buckets.anyMulti()) {
            powers = new PowerAccumulator(footprint);
            settled.addTo(powers);
        }
        settled.release();
        early = null;
        refill(buckets);
    }

    private void countAll(double[] values, int from, int to) {
        int summed = from;
        int i = from;
        while (i < to) {
            // Most values, in a short loop; one that is not so easy stops it.
            i = shift == 0
                    ? table.countAgain(values, i, to, mapping, shift)
                    : dense.countUnequal(values, i, to, mapping, shift);
            if (powers == null) {
                summed = i;
            }
            if (i < to) {
                count(values[i++]);
            }
        }
        if (powers != null) {
            powers.addAll(values, summed, to);
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

    private void count(double x) {
        long prefix = mapping.key(x) >> shift;
        int cell = dense.cellOf(prefix);
        if (cell < 0) {
            countInTable(prefix, x);
        } else if (dense.rows(cell) > 0 || makeRoom()) {
            int taken = dense.takeFull(cell);
            if (taken > 0) {
                table.add(table.slotOf(prefix), prefix, taken, dense.value(cell));
            }
            dense.count(cell, x);
        } else {
            count(x);
        }
    }

    private void countInTable(long prefix, double x) {
        int slot = table.slotOf(prefix);
        if (table.count(slot) > 0) {
            if (!table.countAgain(slot, x)) {
                keepPowers();
                table.countMulti(slot);
            }
        } else if (makeRoom()) {
            table.add(slot, prefix, 1, x);
        } else {
            count(x);
        }
    }

    /** Allows for one more bucket if there may be one; else shortens the prefixes, so that its prefix is another one. */
    private boolean makeRoom() {
        if (used < MAX_LIVE_PREFIXES) {
            used++;
            return true;
        }
        keepPowers();
        refill(buckets().fitted(NumericSketch.MAX_PREFIXES));
        return false;
    }

    /** From the first bucket of unequal values on, the power sums no longer follow from the table. */
    private void keepPowers() {
        if (powers == null) {
            powers = new PowerAccumulator(footprint);
            table.addTo(powers);
        }
    }

    private void refill(Buckets from) {
        shift = from.shift();
        used = from.size();
        footprint.add(-dense.bytes());
        dense = shift == 0 ? DenseCounts.none() : DenseCounts.over(from);
        footprint.add(dense.bytes());
        table.release();
        table = new PrefixTable(Math.max(1, shift == 0 ? from.size() : from.size() / OUTLIERS), footprint);
        for (int i = 0; i < from.size(); i++) {
            long prefix = from.prefixes()[i];
            long rows = from.counts()[i];
            int cell = dense.cellOf(prefix);
            if (cell >= 0) {
                rows = dense.put(cell, rows, from.values()[i]);
            }
            if (rows > 0) {
                table.add(table.slotOf(prefix), prefix, rows, from.values()[i]);
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
        return NumericSketch.of(mapping, early == null ? buckets() : early.buckets());
    }

    /** The power sums of the values so far. */
    PowerSums powerSums() {
        if (min > max) {
            return PowerSums.NONE;
        }
        if (powers != null) {
            return powers.sums(min, max);
        }
        PowerAccumulator sums = new PowerAccumulator(new Footprint());
        if (early != null) {
            early.addTo(sums);
        } else {
            table.addTo(sums);
        }
        return sums.sums(min, max);
    }
}
