package io.tidegauge.alert;

import io.tidegauge.compare.CellShare;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.SortedMap;

/**
 * One change of state of one alert, as published. {@code effect} and {@code pValue} are NaN where a deterministic rule
 * decided and no statistic did.
 *
 * @param alertId hash of model, version, segment, feature, kind and opening window; the same for all its states
 * @param state where it stands now
 * @param severity how urgent
 * @param kind what it is about
 * @param model the model's version
 * @param segment the slice of rows, {@code *} for all
 * @param feature the feature, or {@code *} where the alert is about the model
 * @param window the window that changed the state
 * @param windowRows rows of that window
 * @param baselineRows rows of the baseline
 * @param effect in [0, 1]
 * @param pValue in [0, 1]
 * @param threshold what the effect, or the rule's share, was held against
 * @param statistics figures by name, defined ones only
 * @param baselineId the baseline set compared with
 * @param moved the cells that moved most, largest first
 * @param summary one sentence a person can act on
 */
public record DriftAlert(
        String alertId,
        AlertState state,
        Severity severity,
        AlertKind kind,
        ModelVersion model,
        String segment,
        String feature,
        TimeWindow window,
        long windowRows,
        long baselineRows,
        double effect,
        double pValue,
        double threshold,
        SortedMap<String, Double> statistics,
        String baselineId,
        List<CellShare> moved,
        String summary) {

    public DriftAlert {
        moved = List.copyOf(moved);
    }
}
