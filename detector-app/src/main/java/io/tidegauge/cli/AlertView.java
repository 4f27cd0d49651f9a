package io.tidegauge.cli;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.compare.CellShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Changes of alert states: a line of the table, and below it what the alert rests on and what it says. */
final class AlertView implements RecordView<DriftAlert> {

    @Override
    public String[] header() {
        return new String[] {"WINDOW END", "STATE", "SEVERITY", "KIND", "PATH", "EFFECT (90 %)", "ROWS"};
    }

    @Override
    public String[] row(DriftAlert alert) {
        return new String[] {
            Instant.ofEpochMilli(alert.window().endMs()).toString(),
            alert.state().name(),
            alert.severity().name(),
            alert.kind().name(),
            alert.path().name(),
            effect(alert),
            Long.toString(alert.windowRows())
        };
    }

    private static String effect(DriftAlert alert) {
        String effect = BaselineText.figure(round(alert.effect()));
        return Double.isNaN(alert.effectLow()) || Double.isNaN(alert.effectHigh())
                ? effect
                : effect + " (" + BaselineText.figure(round(alert.effectLow())) + "-"
                        + BaselineText.figure(round(alert.effectHigh())) + ")";
    }

    private static double round(double share) {
        return Double.isNaN(share) ? share : Math.rint(1e3 * share) / 1e3;
    }

    @Override
    public List<String> below(DriftAlert alert) {
        return List.of(subject(alert), String.join(", ", grounds(alert)), alert.summary());
    }

    private static String subject(DriftAlert alert) {
        return alert.model() + ", feature " + alert.feature() + ", segment " + alert.segment();
    }

    /** What it rests on, as far as it is known. */
    private static List<String> grounds(DriftAlert alert) {
        List<String> grounds = new ArrayList<>();
        if (!Double.isNaN(alert.threshold())) {
            grounds.add("threshold " + BaselineText.figure(alert.threshold()));
        }
        if (!Double.isNaN(alert.pValue())) {
            String level = Double.isNaN(alert.level()) ? "" : " against a level of " + brief(alert.level());
            grounds.add("p " + brief(alert.pValue()) + level);
        }
        if (!Double.isNaN(alert.independentRows())) {
            grounds.add("rows worth " + BaselineText.figure(Math.rint(alert.independentRows())) + " independent ones");
        }
        alert.calibration().ifPresent(calibration -> grounds.add(calibration.name()));
        grounds.add("baseline " + alert.baselineId());
        if (!alert.incidentId().isEmpty()) {
            grounds.add("incident " + alert.incidentId());
        }
        return grounds;
    }

    /** A probability to three digits. */
    private static String brief(double probability) {
        return probability == 0 ? "0" : String.format(Locale.ROOT, "%.3g", probability);
    }

    @Override
    public JsonText json(DriftAlert alert) {
        return new JsonText()
                .put("alert_id", alert.alertId())
                .put("incident_id", alert.incidentId())
                .put("state", alert.state().name())
                .put("severity", alert.severity().name())
                .put("kind", alert.kind().name())
                .put("path", alert.path().name())
                .put("model", alert.model().model())
                .put("model_version", alert.model().version())
                .put("segment", alert.segment())
                .put("feature", alert.feature())
                .put(
                        "window_start",
                        Instant.ofEpochMilli(alert.window().startMs()).toString())
                .put("window_end", Instant.ofEpochMilli(alert.window().endMs()).toString())
                .put("window_rows", alert.windowRows())
                .figure("independent_rows", alert.independentRows())
                .put("baseline_rows", alert.baselineRows())
                .figure("effect", alert.effect())
                .figure("effect_low", alert.effectLow())
                .figure("effect_high", alert.effectHigh())
                .figure("threshold", alert.threshold())
                .figure("p_value", alert.pValue())
                .figure("level", alert.level())
                .put("calibration", alert.calibration().map(Enum::name).orElse("UNKNOWN"))
                .figures("statistics", alert.statistics())
                .put("baseline_id", alert.baselineId())
                .put("moved", alert.moved().stream().map(AlertView::cell).toList())
                .put("summary", alert.summary());
    }

    private static Map<String, Object> cell(CellShare cell) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", cell.label());
        fields.put("baseline_share", cell.baselineShare());
        fields.put("window_share", cell.windowShare());
        return fields;
    }
}
