package io.tidegauge.cli;

import io.tidegauge.alert.DriftAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Changes of alert states. */
final class AlertView implements RecordView<DriftAlert> {

    @Override
    public String[] header() {
        return new String[] {"WINDOW END", "STATE", "SEVERITY", "KIND", "MODEL", "SEGMENT", "FEATURE", "SUMMARY"};
    }

    @Override
    public String[] row(DriftAlert alert) {
        return new String[] {
            Instant.ofEpochMilli(alert.window().endMs()).toString(),
            alert.state().name(),
            alert.severity().name(),
            alert.kind().name(),
            alert.model().toString(),
            alert.segment(),
            alert.feature(),
            alert.summary()
        };
    }

    @Override
    public JsonText json(DriftAlert alert) {
        List<Map<String, Object>> moved = alert.moved().stream()
                .map(cell -> Map.<String, Object>of(
                        "label", cell.label(),
                        "baseline_share", cell.baselineShare(),
                        "window_share", cell.windowShare()))
                .toList();
        return new JsonText()
                .put("alert_id", alert.alertId())
                .put("state", alert.state().name())
                .put("severity", alert.severity().name())
                .put("kind", alert.kind().name())
                .put("model", alert.model().model())
                .put("model_version", alert.model().version())
                .put("segment", alert.segment())
                .put("feature", alert.feature())
                .put(
                        "window_start",
                        Instant.ofEpochMilli(alert.window().startMs()).toString())
                .put("window_end", Instant.ofEpochMilli(alert.window().endMs()).toString())
                .put("window_rows", alert.windowRows())
                .put("baseline_rows", alert.baselineRows())
                .figure("effect", alert.effect())
                .figure("p_value", alert.pValue())
                .figure("threshold", alert.threshold())
                .figures("statistics", alert.statistics())
                .put("baseline_id", alert.baselineId())
                .put("moved", moved)
                .put("summary", alert.summary());
    }
}
