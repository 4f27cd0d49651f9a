package io.tidegauge.assess;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.TrackKey;
import java.util.List;
import java.util.SortedMap;

/**
 * What came of a window.
 *
 * @param summary the model's {@code *} report
 * @param reports a report for every feature of the window or its baseline, by name
 * @param alerts the alerts that changed state
 * @param tracks what to remember for the model's next window
 */
public record Assessment(
        FeatureReport summary,
        List<FeatureReport> reports,
        List<DriftAlert> alerts,
        SortedMap<TrackKey, AlertTrack> tracks) {

    public Assessment {
        reports = List.copyOf(reports);
        alerts = List.copyOf(alerts);
    }
}
