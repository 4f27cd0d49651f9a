package io.tidegauge.alert;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One change of state of one alert, as published.
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
 * @param evidence what decided, and the figures it rests on
 * @param statistics figures by name, defined ones only
 * @param baselineId the baseline set compared with
 * @param incidentId what the model's alerts that opened together share; empty where there is no incident
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
        Evidence evidence,
        SortedMap<String, Double> statistics,
        String baselineId,
        String incidentId,
        List<CellShare> moved,
        String summary) {

    /** The incident of an alert that belongs to none. */
    public static final String NO_INCIDENT = "";

    public DriftAlert {
        moved = List.copyOf(moved);
    }

    /** What decided. */
    public DecisionPath path() {
        return evidence.path();
    }

    /** Size of the change, in [0, 1]; NaN where no statistic decided. */
    public double effect() {
        return evidence.effect();
    }

    /** Lower end of the 90 % interval of the effect's Jensen-Shannon part; NaN where it is not known. */
    public double effectLow() {
        return evidence.effectLow();
    }

    /** Upper end of the 90 % interval of the effect's Jensen-Shannon part; NaN where it is not known. */
    public double effectHigh() {
        return evidence.effectHigh();
    }

    /** Significance, in [0, 1]; NaN where nothing was tested. */
    public double pValue() {
        return evidence.pValue();
    }

    /** The level that the p-value was held against; NaN where there is none. */
    public double level() {
        return evidence.level();
    }

    /** What the effect, or the rule's share, was held against; NaN where nothing was. */
    public double threshold() {
        return evidence.threshold();
    }

    /** The independent rows that the window's rows are worth; NaN where it is not known. */
    public double independentRows() {
        return evidence.independentRows();
    }

    /** What is known of the chance that the effect was held against; empty where it was held against none. */
    public Optional<Calibration> calibration() {
        return evidence.calibration();
    }
}
