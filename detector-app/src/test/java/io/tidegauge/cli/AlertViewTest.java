package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertViewTest {

    private static final long HOUR = 3_600_000;
    private static final String SAID =
            "review_scores_rating fell from around 95 to around 88: 48 % of 5,120 rows (worth"
                    + " 1,850 independent ones) are 80 to 90, 15 % in the baseline, whose own hours vary less";

    private static final Evidence DRIFT = new Evidence(
            DecisionPath.WINDOW,
            0.23456,
            0.2011,
            0.2659,
            1.23456e-7,
            0.00138889,
            0.1,
            1_850.4,
            Optional.of(Calibration.CALIBRATED));

    private static DriftAlert alert(String id, AlertState state, int hour, String feature, String incident) {
        return alert(id, state, hour, feature, incident, Severity.WARNING, DRIFT);
    }

    private static DriftAlert alert(
            String id,
            AlertState state,
            int hour,
            String feature,
            String incident,
            Severity severity,
            Evidence evidence) {
        return new DriftAlert(
                id,
                state,
                severity,
                AlertKind.DISTRIBUTION,
                new ModelVersion("rental-price", "7"),
                "*",
                feature,
                new TimeWindow(hour * HOUR, (hour + 1) * HOUR),
                5_120,
                50_000,
                evidence,
                new TreeMap<>(Map.of("psi", 0.5)),
                "2026-02",
                incident,
                List.of(new CellShare("80 to 90", 0.15, 0.48)),
                SAID);
    }

    private static <V> String printed(RecordView<V> view, List<V> values) {
        StringWriter out = new StringWriter();
        new RecordPrinter<>(view, Format.TEXT, new PrintWriter(out)).print(values);
        return out.toString();
    }

    @Test
    void tellsEverythingOnAHundredColumns() {
        String text = printed(
                new AlertView(),
                List.of(alert("a", AlertState.RESOLVED, 9, "review_scores_rating", "3f2a90c1d4e5b6a798")));

        assertThat(text.lines())
                .containsExactly(
                        "WINDOW END            STATE     SEVERITY  KIND          PATH    EFFECT (90 %)        ROWS",
                        "1970-01-01T10:00:00Z  RESOLVED  WARNING   DISTRIBUTION  WINDOW  0.235 (0.201-0.266)  5120",
                        "  rental-price/7, feature review_scores_rating, segment *",
                        "  threshold 0.1, p 1.23e-07 against a level of 0.00139, rows worth 1850 independent ones,",
                        "    CALIBRATED, baseline 2026-02, incident 3f2a90c1d4e5b6a798",
                        "  review_scores_rating fell from around 95 to around 88: 48 % of 5,120 rows (worth 1,850 independent",
                        "    ones) are 80 to 90, 15 % in the baseline, whose own hours vary less");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        DriftAlert rule =
                alert("a", AlertState.FIRING, 9, "rating", "", Severity.CRITICAL, Evidence.ofRule(Double.NaN));

        assertThat(printed(new AlertView(), List.of(rule)).lines())
                .contains(
                        "1970-01-01T10:00:00Z  FIRING  CRITICAL  DISTRIBUTION  RULE  -              5120",
                        "  baseline 2026-02");
    }

    @Test
    void jsonHasAllOfARecord() {
        assertThat(new AlertView()
                        .json(alert("a", AlertState.FIRING, 9, "rating", "i"))
                        .line())
                .isEqualTo("{\"alert_id\":\"a\",\"incident_id\":\"i\",\"state\":\"FIRING\",\"severity\":\"WARNING\","
                        + "\"kind\":\"DISTRIBUTION\",\"path\":\"WINDOW\",\"model\":\"rental-price\","
                        + "\"model_version\":\"7\",\"segment\":\"*\",\"feature\":\"rating\","
                        + "\"window_start\":\"1970-01-01T09:00:00Z\",\"window_end\":\"1970-01-01T10:00:00Z\","
                        + "\"window_rows\":5120,\"independent_rows\":1850.4,\"baseline_rows\":50000,"
                        + "\"effect\":0.23456,\"effect_low\":0.2011,\"effect_high\":0.2659,\"threshold\":0.1,"
                        + "\"p_value\":1.23456E-7,\"level\":0.00138889,\"calibration\":\"CALIBRATED\","
                        + "\"statistics\":{\"psi\":0.5},\"baseline_id\":\"2026-02\",\"moved\":[{\"label\":\"80 to 90\","
                        + "\"baseline_share\":0.15,\"window_share\":0.48}],"
                        + "\"summary\":\"" + SAID + "\"}");
    }

    @Test
    void groupsAlertsByIncident() {
        List<DriftAlert> changes = List.of(
                alert("n", AlertState.FIRING, 1, "notice", "", Severity.NOTICE, DRIFT),
                alert("a", AlertState.FIRING, 2, "a", "one"),
                alert("b", AlertState.FIRING, 2, "b", "one", Severity.CRITICAL, DRIFT),
                alert("a", AlertState.RESOLVED, 6, "a", "one"),
                alert("c", AlertState.FIRING, 3, "c", "one"),
                alert("d", AlertState.FIRING, 4, "d", "one"),
                alert("e", AlertState.FIRING, 20, "e", "two"),
                alert("e", AlertState.RESOLVED, 25, "e", "two"));

        List<Incident> incidents = Incident.of(changes);

        assertThat(printed(new IncidentView(), incidents).lines())
                .containsExactly(
                        "FROM                  TO                    STATE     SEVERITY  ALERTS  MODEL           FEATURES",
                        "1970-01-01T02:00:00Z  1970-01-01T07:00:00Z  FIRING    CRITICAL  4       rental-price/7  a, b, c and 1 more",
                        "1970-01-01T20:00:00Z  1970-01-02T02:00:00Z  RESOLVED  WARNING   1       rental-price/7  e");
        assertThat(new IncidentView().json(incidents.get(0)).line())
                .isEqualTo("{\"incident_id\":\"one\",\"model\":\"rental-price\",\"model_version\":\"7\","
                        + "\"segment\":\"*\",\"from\":\"1970-01-01T02:00:00Z\",\"to\":\"1970-01-01T07:00:00Z\","
                        + "\"state\":\"FIRING\",\"severity\":\"CRITICAL\",\"alerts\":4,\"firing\":3,"
                        + "\"features\":[\"a\",\"b\",\"c\",\"d\"]}");
    }
}
