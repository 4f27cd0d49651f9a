package io.tidegauge.assess;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import java.util.List;
import java.util.Optional;

/**
 * What came of a window.
 *
 * @param summary the model's {@code *} report
 * @param reports a report for every feature of the window or its baseline, by name
 * @param alerts the alerts that changed state
 * @param remembered what to remember for the model's next window
 * @param entering what may become a part of the reference of the model's later windows, where that is its own past
 */
public record Assessment(
        FeatureReport summary,
        List<FeatureReport> reports,
        List<DriftAlert> alerts,
        Remembered remembered,
        Optional<WindowCounts> entering) {

    public Assessment {
        reports = List.copyOf(reports);
        alerts = List.copyOf(alerts);
    }

    /** The same with another summary. */
    public Assessment withSummary(FeatureReport other) {
        return new Assessment(other, reports, alerts, remembered, entering);
    }
}
