package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.ModelSettings;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.decide.Reference;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.testkit.TestConfigs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Models whose windows are compared with their own earlier ones, without any baseline. */
class OwnReferenceTopologyTest {

    private static final long HOUR = 3_600_000;
    private static final long T0 = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static DetectorConfig config(String reference) {
        return TestConfigs.model(
                TestConfigs.windows(new WindowSettings(Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO)),
                "m",
                new ModelSettings(false, null, null, null, Reference.parse(reference), new TreeMap<>(), false));
    }

    /** Hours of rows of one feature, its mean moved in the later ones. */
    private static void play(Stage2 stage, int hours, int rows, int movedFrom, double by, double restarts) {
        Random random = new Random(7);
        Random stops = new Random(8);
        for (int hour = 0; hour < hours; hour++) {
            for (int i = 0; i < rows; i++) {
                double x = random.nextGaussian() + (hour >= movedFrom ? by : 0);
                stage.count(event("m", "1", T0 + hour * HOUR + i).number("x", x).build());
            }
            if (stops.nextDouble() < restarts) {
                stage.restart();
            }
            stage.pass(T0 + (hour + 1) * HOUR);
        }
    }

    private static List<String> baselineIds(Stage2 stage) {
        return stage.reports().stream()
                .filter(one -> one.feature().equals("x") && one.window().sizeMs() == HOUR)
                .map(FeatureReport::baselineId)
                .toList();
    }

    @Test
    void aWindowIsComparedWithTheLastOnesWhenThereAreAsMany() {
        try (Stage2 stage = new Stage2(config("rolling(3)"))) {
            play(stage, 7, 100, 100, 0, 0);
            assertThat(baselineIds(stage))
                    .containsExactly(
                            FeatureReport.NO_BASELINE,
                            FeatureReport.NO_BASELINE,
                            FeatureReport.NO_BASELINE,
                            "rolling(3)@2026-01-01T00:00:00Z",
                            "rolling(3)@2026-01-01T01:00:00Z",
                            "rolling(3)@2026-01-01T02:00:00Z",
                            "rolling(3)@2026-01-01T03:00:00Z");
            assertThat(stage.reports().stream()
                            .filter(one -> one.feature().equals("x"))
                            .filter(one -> !one.baselineId().equals(FeatureReport.NO_BASELINE))
                            .map(one -> one.statistics().get("baseline_n")))
                    .as("three windows of a hundred rows")
                    .containsOnly(300.0);
            assertThat(stage.entries(Names.REFERENCE_STORE))
                    .as("a window more than the reference has, each with its figures and a feature")
                    .isEqualTo(8);
            assertThat(stage.entries(Names.PARKED_STORE)).isZero();
        }
    }

    @Test
    void aWindowIsComparedWithThatOfSevenDaysBefore() {
        try (Stage2 stage = new Stage2(config("same-hour-last-week"))) {
            play(stage, 7 * 24 + 3, 40, 1_000, 0, 0);
            List<String> ids = baselineIds(stage);
            assertThat(ids.subList(0, 7 * 24)).containsOnly(FeatureReport.NO_BASELINE);
            assertThat(ids.subList(7 * 24, ids.size()))
                    .containsExactly(
                            "same-hour-last-week@2026-01-01T00:00:00Z",
                            "same-hour-last-week@2026-01-01T01:00:00Z",
                            "same-hour-last-week@2026-01-01T02:00:00Z");
            assertThat(stage.entries(Names.REFERENCE_STORE)).isEqualTo(2 * 7 * 24);
        }
    }

    /** The change is told; then it is the new state: after the hours that an alert holds out, and those of the reference. */
    @Test
    void aLastingChangeIsToldOnceAndThenLearned() {
        try (Stage2 stage = new Stage2(config("rolling(3)"))) {
            play(stage, 30, 300, 6, 1, 0);
            List<DriftAlert> alerts = drift(stage);
            assertThat(alerts)
                    .extracting(DriftAlert::state)
                    .containsSubsequence(AlertState.FIRING, AlertState.RESOLVED);
            assertThat(alerts)
                    .extracting(DriftAlert::alertId)
                    .as("one alert")
                    .containsOnly(alerts.get(0).alertId());
            assertThat(alerts)
                    .as("three windows show no law of chance")
                    .allMatch(alert -> alert.severity() == Severity.NOTICE);
            List<String> ids = baselineIds(stage);
            assertThat(ids.subList(6, 18))
                    .as("the hours that exceed are held out")
                    .containsOnly("rolling(3)@2026-01-01T03:00:00Z");
            assertThat(ids.get(ids.size() - 1)).isEqualTo("rolling(3)@2026-01-02T02:00:00Z");
        }
    }

    @Test
    void restartsChangeNothing() {
        for (String reference : List.of("rolling(3)", "rolling(30)")) {
            try (Stage2 undisturbed = new Stage2(config(reference));
                    Stage2 restarted = new Stage2(config(reference))) {
                play(undisturbed, 40, 60, 33, 2, 0);
                play(restarted, 40, 60, 33, 2, 0.3);
                assertThat(texts(restarted)).as(reference).isEqualTo(texts(undisturbed));
                assertThat(restarted.alerts()).as(reference).isEqualTo(undisturbed.alerts());
                assertThat(drift(undisturbed)).as(reference).isNotEmpty();
            }
        }
    }

    /** Thirty windows are their own blocks: the law is theirs, if only of a day and a quarter. */
    @Test
    void thirtyWindowsShowWhatChanceDoes() {
        try (Stage2 stage = new Stage2(config("rolling(30)"))) {
            play(stage, 34, 300, 32, 3, 0);
            assertThat(stage.reports().stream()
                            .filter(one -> one.feature().equals("x") && !Double.isNaN(one.effect()))
                            .map(one -> one.statistics().get("calibration")))
                    .containsOnly(1.0)
                    .hasSize(4);
            assertThat(drift(stage))
                    .anyMatch(alert -> alert.severity() == Severity.CRITICAL && alert.state() == AlertState.FIRING);
        }
    }

    @Test
    void whenTheReferenceIsFixedAgainWhatWasKeptGoes() {
        try (Stage2 stage = new Stage2(config("rolling(3)"))) {
            play(stage, 5, 60, 100, 0, 0);
            assertThat(stage.entries(Names.REFERENCE_STORE)).isPositive();
            stage.restart(config("fixed"));
            assertThat(stage.entries(Names.REFERENCE_STORE)).isZero();
        }
    }

    /** Windows of twenty rows are too few each; two of them are enough, and enter together. */
    @Test
    void windowsWithFewRowsEnterTogether() {
        try (Stage2 stage = new Stage2(config("rolling(2)"))) {
            play(stage, 8, 20, 100, 0, 0);
            List<FeatureReport> summaries = stage.reports().stream()
                    .filter(one -> one.feature().equals(FeatureNames.ALL)
                            && one.window().sizeMs() == HOUR)
                    .toList();
            assertThat(summaries)
                    .extracting(FeatureReport::baselineId)
                    .containsExactly(
                            FeatureReport.NO_BASELINE,
                            FeatureReport.NO_BASELINE,
                            FeatureReport.NO_BASELINE,
                            FeatureReport.NO_BASELINE,
                            "rolling(2)@2026-01-01T00:00:00Z",
                            "rolling(2)@2026-01-01T00:00:00Z",
                            "rolling(2)@2026-01-01T02:00:00Z",
                            "rolling(2)@2026-01-01T02:00:00Z");
            assertThat(summaries.get(5).statistics()).containsEntry("merged_windows", 2.0);
        }
    }

    private static List<DriftAlert> drift(Stage2 stage) {
        return stage.alerts().stream()
                .filter(alert -> alert.kind() == AlertKind.DISTRIBUTION)
                .toList();
    }

    private static List<String> texts(Stage2 stage) {
        return stage.reports().stream()
                .map(one -> one.feature() + " " + one.window() + " " + one.baselineId() + " " + one.rows() + " "
                        + one.effect() + " " + one.pValue() + " " + one.statistics())
                .toList();
    }
}
