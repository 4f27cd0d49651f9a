package io.tidegauge.assess;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import java.util.List;

/**
 * What came of a window.
 *
 * @param summary the model's {@code *} report
 * @param reports a report for every feature of the window or its baseline, by name
 * @param alerts the alerts that changed state
 * @param remembered what to remember for the model's next window
 */
public record Assessment(
        FeatureReport summary, List<FeatureReport> reports, List<DriftAlert> alerts, Remembered remembered) {

    public Assessment {
        reports = List.copyOf(reports);
        alerts = List.copyOf(alerts);
    }

    /** The same with another summary. */
    public Assessment withSummary(FeatureReport other) {
        return new Assessment(other, reports, alerts, remembered);
    }
}
