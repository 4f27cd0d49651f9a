package io.tidegauge.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The cells that a decision looks at, with all rows of both sides: first the cells of values, then what is no value of the
 * feature's kind (missing, not a number, other type).
 */
public final class CellTable {

    /** With fewer cells left after uniting, the comparison is not made. */
    private static final int MIN_CELLS = 5;

    private final List<String> labels;
    private final CellUnion union;
    private final long[] baseline;
    private final long[] window;

    /** Rows of both sides by the union's cells. */
    CellTable(List<String> labels, CellUnion union, long[] baseline, long[] window) {
        if (labels.size() != union.size() || baseline.length != union.size() || window.length != union.size()) {
            throw new IllegalArgumentException(labels.size() + " labels, " + baseline.length + " and " + window.length
                    + " counts for " + union.size() + " cells");
        }
        this.labels = List.copyOf(labels);
        this.union = union;
        this.baseline = baseline;
        this.window = window;
    }

    /**
     * The same window on the same cells, beside other rows of the baseline.
     *
     * @param counts rows by the cells of the layout
     */
    CellTable against(long[] counts) {
        return new CellTable(labels, union, union.fold(counts), window);
    }

    /** The table without the rows that have no value of the feature's kind. */
    CellTable valuesOnly() {
        return new CellTable(labels.subList(0, valueCells()), union.valuesOnly(), baselineValues(), windowValues());
    }

    /** Whether all rows of both sides have a value of the feature's kind. */
    boolean onlyValues() {
        return LongStream.of(baseline).skip(valueCells()).sum()
                        + LongStream.of(window).skip(valueCells()).sum()
                == 0;
    }

    /** Which of the layout's cells these are. */
    public CellUnion union() {
        return union;
    }

    /** The baseline's rows by cell. */
    public long[] baseline() {
        return baseline.clone();
    }

    /** The window's rows by cell. */
    public long[] window() {
        return window.clone();
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
        return union.ordered() > 0 && CellCounts.comparable(baselineValues(), windowValues());
    }

    /** Largest difference of the cumulative shares over the cells of values: D at their bounds. */
    public KolmogorovSmirnov kolmogorovSmirnov() {
        double[] places = new double[valueCells()];
        Arrays.setAll(places, i -> i);
        return KolmogorovSmirnov.of(new PooledValues(places, baselineValues(), windowValues()));
    }

    /** Cells of values that the baseline has rows in. */
    public int occupied() {
        return (int)
                Arrays.stream(baseline).limit(valueCells()).filter(c -> c > 0).count();
    }

    /** Whether too few cells were left when they had to be united. */
    public boolean coarse() {
        return union.united() && occupied() < MIN_CELLS;
    }

    /** The shares of all rows, in the order of the cells; cells beside the values only where a side has rows in them. */
    public List<CellShare> shares() {
        double baselineTotal = Math.max(1, Arrays.stream(baseline).sum());
        double windowTotal = Math.max(1, Arrays.stream(window).sum());
        List<CellShare> shares = new ArrayList<>();
        for (int i = 0; i < baseline.length; i++) {
            if (i < valueCells() || baseline[i] + window[i] > 0) {
                shares.add(new CellShare(labels.get(i), baseline[i] / baselineTotal, window[i] / windowTotal));
            }
        }
        return shares;
    }

    long[] baselineValues() {
        return Arrays.copyOf(baseline, valueCells());
    }

    long[] windowValues() {
        return Arrays.copyOf(window, valueCells());
    }

    private int valueCells() {
        return union.valueCells();
    }
}
