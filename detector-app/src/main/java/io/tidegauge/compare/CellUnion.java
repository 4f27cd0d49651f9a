package io.tidegauge.compare;

import java.util.Arrays;

/**
 * Which cells of a layout are one, because a window's histogram does not tell their values apart; a value, so that what was
 * computed on united cells can be kept by it.
 */
public final class CellUnion {

    private static final int LEFT_OUT = -1;

    private final int[] homes;
    private final int size;
    private final int valueCells;
    private final int ordered;

    private CellUnion(int[] homes, int valueCells, int ordered) {
        this.homes = homes;
        this.size = Arrays.stream(homes).max().orElseThrow() + 1;
        this.valueCells = valueCells;
        this.ordered = ordered;
    }

    /**
     * The union that gives every cell of values a home, in the cells' order; the layout's other cells stay by themselves.
     *
     * @param valueHomes of each of the layout's value cells the united cell that it belongs to, ascending from 0
     */
    static CellUnion of(CellLayout layout, int[] valueHomes) {
        int[] homes = Arrays.copyOf(valueHomes, layout.size());
        int valueCells = valueHomes[valueHomes.length - 1] + 1;
        for (int i = valueHomes.length; i < homes.length; i++) {
            homes[i] = valueCells + i - valueHomes.length;
        }
        return new CellUnion(homes, valueCells, layout.ordered() > 0 ? valueCells : 0);
    }

    /** Every cell by itself. */
    public static CellUnion none(CellLayout layout) {
        int[] homes = new int[layout.valueCells()];
        Arrays.setAll(homes, i -> i);
        return of(layout, homes);
    }

    /** The same without the cells of what is no value of the feature's kind. */
    CellUnion valuesOnly() {
        int[] kept = homes.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = kept[i] < valueCells ? kept[i] : LEFT_OUT;
        }
        return new CellUnion(kept, valueCells, ordered);
    }

    /** Cells after uniting, at least 1. */
    public int size() {
        return size;
    }

    /** Cells of values after uniting, the first ones, at least 1. */
    public int valueCells() {
        return valueCells;
    }

    /** Cells from the first one on that have an order: those of numbers, none of categories. */
    public int ordered() {
        return ordered;
    }

    /** Whether there are fewer cells of values than the layout has. */
    public boolean united() {
        for (int i = 1; i < homes.length; i++) {
            if (homes[i] == homes[i - 1] && homes[i] != LEFT_OUT) {
                return true;
            }
        }
        return false;
    }

    /**
     * Rows on the united cells.
     *
     * @param counts rows by the layout's cells
     */
    public long[] fold(long[] counts) {
        if (counts.length != homes.length) {
            throw new IllegalArgumentException(counts.length + " counts for " + homes.length + " cells");
        }
        long[] folded = new long[size];
        for (int i = 0; i < homes.length; i++) {
            if (homes[i] != LEFT_OUT) {
                folded[homes[i]] += counts[i];
            }
        }
        return folded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellUnion that && ordered == that.ordered && Arrays.equals(homes, that.homes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(homes);
    }

    @Override
    public String toString() {
        return Arrays.toString(homes);
    }
}
