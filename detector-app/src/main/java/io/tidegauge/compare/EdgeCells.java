package io.tidegauge.compare;

import io.tidegauge.profile.WeightedValues;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * Cells between given edges, (−∞, e1], (e1, e2], …, (ek, ∞): for distances on the cells that another tool would have
 * used. The decision has cells of its own, {@link NumericCells}.
 */
public final class EdgeCells {

    private final double[] edges;

    private EdgeCells(double[] edges) {
        this.edges = edges;
    }

    /**
     * Cells between the edges.
     *
     * @throws IllegalArgumentException where the edges do not ascend strictly
     */
    public static EdgeCells at(double... edges) {
        for (int i = 0; i < edges.length; i++) {
            if (Double.isNaN(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
                throw new IllegalArgumentException("edges do not ascend: " + Arrays.toString(edges));
            }
        }
        return new EdgeCells(edges.clone());
    }

    /**
     * The baseline's quantile cells: below its minimum; between the minimum, the distinct type-1 quantiles at k/B and the
     * maximum; above the maximum.
     *
     * @param baseline at least one value
     * @param cells B, at least 2
     */
    public static EdgeCells quantiles(WeightedValues baseline, int cells) {
        double[] inner = quantileEdges(baseline, cells);
        double[] edges = new double[inner.length + 2];
        edges[0] = Math.nextDown(baseline.values()[0]);
        System.arraycopy(inner, 0, edges, 1, inner.length);
        edges[edges.length - 1] = baseline.values()[baseline.size() - 1];
        return at(edges);
    }

    /** The distinct type-1 quantiles at k/B, without one that equals the maximum. */
    static double[] quantileEdges(WeightedValues baseline, int cells) {
        double max = baseline.values()[baseline.size() - 1];
        double[] edges = new double[cells - 1];
        int size = 0;
        for (int k = 1; k < cells; k++) {
            double edge = Quantiles.typeOne(baseline, k / (double) cells);
            if (edge < max && (size == 0 || edge > edges[size - 1])) {
                edges[size++] = edge;
            }
        }
        return Arrays.copyOf(edges, size);
    }

    /** How many of the values fall in each cell. */
    public long[] counts(WeightedValues values) {
        long[] counts = new long[edges.length + 1];
        int cell = 0;
        for (int i = 0; i < values.size(); i++) {
            while (cell < edges.length && values.values()[i] > edges[cell]) {
                cell++;
            }
            counts[cell] += values.counts()[i];
        }
        return counts;
    }

    /** Every statistic of cells on these, by its name with a prefix; none where a side has no values. */
    public SortedMap<String, Statistic> statistics(String prefix, WeightedValues baseline, WeightedValues window) {
        StatisticTable table = new StatisticTable();
        CellStatistics.addTo(table, counts(baseline), counts(window));
        return table.prefixed(prefix);
    }
}
