package io.tidegauge.assess;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@code *} report says of the decision; docs/statistics.md explains the names.
 *
 * @param alertsChanged alerts that changed state
 * @param mergedWindows windows whose rows were decided on together, this one among them; 0 where none was to be decided on
 * @param insufficient whether they had too few rows for a decision
 * @param carryDropped whether rows of earlier windows, or of this one, were given up without having been decided on
 */
record SummaryFigures(int alertsChanged, int mergedWindows, boolean insufficient, boolean carryDropped) {

    /** Nothing was to be decided. */
    static final SummaryFigures UNDECIDED = new SummaryFigures(0, 0, false, false);

    SortedMap<String, Double> byName(int features) {
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("features", (double) features);
        figures.put("alerts_changed", (double) alertsChanged);
        if (mergedWindows > 0) {
            figures.put("merged_windows", (double) mergedWindows);
        }
        if (insufficient) {
            figures.put("insufficient_data", 1.0);
        }
        if (carryDropped) {
            figures.put("carry_dropped", 1.0);
        }
        return figures;
    }
}
