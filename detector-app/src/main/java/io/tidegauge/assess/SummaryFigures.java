package io.tidegauge.assess;

import io.tidegauge.decide.DatasetDrift;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@code *} report says of the decision; docs/statistics.md explains the names.
 *
 * @param alertsChanged alerts that changed state
 * @param mergedWindows windows whose rows were decided on together, this one among them; 0 where none was to be decided on
 * @param insufficient whether they had too few rows for a decision
 * @param carryDropped whether rows of earlier windows, or of this one, were given up without having been decided on
 * @param drift how much of the data drifted
 */
record SummaryFigures(
        int alertsChanged, int mergedWindows, boolean insufficient, boolean carryDropped, DatasetDrift drift) {

    /** Where nothing was to be decided. */
    static SummaryFigures undecided(boolean carryDropped) {
        return new SummaryFigures(0, 0, false, carryDropped, DatasetDrift.NONE);
    }

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
        if (drift.judged() > 0) {
            figures.put("judged_features", (double) drift.judged());
            figures.put("drifted_features", (double) drift.drifted());
            figures.put("drifted_share", drift.share().orNaN());
        }
        return figures;
    }
}
