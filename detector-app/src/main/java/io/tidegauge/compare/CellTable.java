package io.tidegauge.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells that a decision looks at, with all rows of both sides: first the cells of values, then what is no value of the
 * feature's kind (missing, not a number, other type).
 */
public final class CellTable {

    private final List<String> labels;
    private final long[] baseline;
    private final long[] window;
    private final int valueCells;
    private final boolean ordered;
    private final boolean united;

    private CellTable(
            List<String> labels, long[] baseline, long[] window, int valueCells, boolean ordered, boolean united) {
        this.labels = List.copyOf(labels);
        this.baseline = baseline;
        this.window = window;
        this.valueCells = valueCells;
        this.ordered = ordered;
        this.united = united;
    }

    /** Cells of the baseline's values, in their order; {@code united} where a coarser window had cells united. */
    static Builder ordered(boolean united) {
        return new Builder(true, united);
    }

    /** Cells without an order: categories. */
    static Builder unordered() {
        return new Builder(false, false);
    }

    /** The table without the rows that have no value of the feature's kind. */
    CellTable valuesOnly() {
        return new CellTable(
                labels.subList(0, valueCells), baselineValues(), windowValues(), valueCells, ordered, united);
    }

    /** Whether both sides have rows. */
    public boolean comparable() {
        return CellCounts.comparable(baseline, window);
    }

    /** All cells. */
    public CellCounts counts() {
        return CellCounts.of(baseline, window);
    }

    /** Whether the values have an order and both sides have some. */
    public boolean hasOrder() {
        return ordered && valuesOnly().comparable();
    }

    /** Largest difference of the cumulative shares over the cells of values: D at their bounds. */
    public KolmogorovSmirnov kolmogorovSmirnov() {
        double[] places = new double[valueCells];
        Arrays.setAll(places, i -> i);
        return KolmogorovSmirnov.of(new PooledValues(places, baselineValues(), windowValues()));
    }

    /** Cells of values that the baseline has rows in. */
    public int occupied() {
        return (int)
                Arrays.stream(baseline).limit(valueCells).filter(c -> c > 0).count();
    }

    /** Whether cells had to be united because the window's histogram does not tell their values apart. */
    public boolean united() {
        return united;
    }

    /** The shares of all rows, in the order of the cells; of an empty side, 0. */
    public List<CellShare> shares() {
        double baselineTotal = Math.max(1, Arrays.stream(baseline).sum());
        double windowTotal = Math.max(1, Arrays.stream(window).sum());
        List<CellShare> shares = new ArrayList<>();
        for (int i = 0; i < baseline.length; i++) {
            shares.add(new CellShare(labels.get(i), baseline[i] / baselineTotal, window[i] / windowTotal));
        }
        return shares;
    }

    long[] baselineValues() {
        return Arrays.copyOf(baseline, valueCells);
    }

    long[] windowValues() {
        return Arrays.copyOf(window, valueCells);
    }

    /** Gathers the cells, those of values first. */
    static final class Builder {
        private final boolean ordered;
        private final boolean united;
        private final List<String> labels = new ArrayList<>();
        private final List<Long> baseline = new ArrayList<>();
        private final List<Long> window = new ArrayList<>();
        private int valueCells;

        private Builder(boolean ordered, boolean united) {
            this.ordered = ordered;
            this.united = united;
        }

        Builder value(String label, long baselineRows, long windowRows) {
            add(label, baselineRows, windowRows);
            valueCells = labels.size();
            return this;
        }

        /** A cell of rows without a value of the kind; left out where both sides have none. */
        Builder other(String label, long baselineRows, long windowRows) {
            if (baselineRows + windowRows > 0) {
                add(label, baselineRows, windowRows);
            }
            return this;
        }

        private void add(String label, long baselineRows, long windowRows) {
            labels.add(label);
            baseline.add(baselineRows);
            window.add(windowRows);
        }

        private static long[] toArray(List<Long> counts) {
            return counts.stream().mapToLong(Long::longValue).toArray();
        }

        CellTable build() {
            return new CellTable(labels, toArray(baseline), toArray(window), valueCells, ordered, united);
        }
    }
}
