package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.testkit.TestConfigs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Windows with too few rows through stage 2: three versions of a model, few rows a minute, and a feature that is rescaled
 * for good at some time, so that every decision from then on exceeds. What is to be decided on is counted from the events.
 */
class MergeForwardTest {

    private static final long MINUTE = 60_000;
    private static final long T0 = 1_700_000_000_000L / (60 * MINUTE) * (60 * MINUTE);
    private static final int MINUTES = 90;
    private static final int MIN_ROWS = 30;
    private static final int MOST = 6;

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "6, 4"})
    void whatIsDecidedOnIsTheRowsOfAllWindowsSinceTheLastDecision(int size, int advance) {
        long seed = 7;
        String where = "seed " + seed + ", windows of " + size + " every " + advance;
        List<InferenceEvent> events = events(new Random(seed));
        try (Stage2 undisturbed = new Stage2(TestConfigs.windows(windows(size, advance)));
                Stage2 restarted = new Stage2(TestConfigs.windows(windows(size, advance)))) {
            play(undisturbed, events, new Random(seed), 0);
            play(restarted, events, new Random(seed), 0.2);

            Map<String, Decided> expected = expected(events, size, advance);
            Map<String, Map<String, Double>> told = new TreeMap<>();
            summaries(undisturbed).forEach(summary -> told.put(key(summary), figures(summary)));
            Map<String, Map<String, Double>> figures = new TreeMap<>();
            expected.forEach((window, decided) -> figures.put(window, decided.figures()));
            assertThat(told).as(where).isEqualTo(figures);
            assertThat(figures.values())
                    .as("several windows are merged, " + where)
                    .anyMatch(one -> one.get("merged_windows") > 1 && !one.containsKey("insufficient_data"));
            checkAlerts(undisturbed.alerts(), expected, where);
            assertThat(restarted.reports().stream().map(MergeForwardTest::text).toList())
                    .as("reports with restarts, " + where)
                    .isEqualTo(undisturbed.reports().stream()
                            .map(MergeForwardTest::text)
                            .toList());
            assertThat(drift(restarted.alerts()))
                    .as("alerts with restarts, " + where)
                    .isEqualTo(drift(undisturbed.alerts()));
        }
    }

    /** Six windows of four rows are too few, and so is the seventh by itself. */
    @Test
    void whatSixWindowsCarryIsGivenUpAndTheSummarySaysSo() {
        try (Stage2 stage = new Stage2(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO))) {
            stage.publish(Baselines.of(baseline("1"), "b1", 0));
            for (int minute = 0; minute < 8; minute++) {
                for (int i = 0; i < 4; i++) {
                    stage.count(event("m", "1", T0 + minute * MINUTE + i)
                            .number("x", 5)
                            .build());
                }
            }
            stage.pass(T0 + 8 * MINUTE);

            assertThat(summaries(stage))
                    .extracting(one -> one.statistics().get("merged_windows"))
                    .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1.0, 2.0);
            assertThat(summaries(stage))
                    .extracting(one -> one.statistics().get("carry_dropped"))
                    .containsExactly(null, null, null, null, null, 1.0, null, null);
            assertThat(summaries(stage)).allMatch(one -> one.statistics().get("insufficient_data") == 1);
            assertThat(summaries(stage)).allMatch(one -> one.rows() == 4);
            assertThat(stage.entries(Names.CARRY_STORE))
                    .as("the carry of windows 7 and 8: its head and a feature")
                    .isEqualTo(2);
        }
    }

    @Test
    void aNewBaselineDecidesOnNothingFromBeforeIt() {
        try (Stage2 stage = new Stage2(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO))) {
            stage.publish(Baselines.of(baseline("1"), "b1", 0));
            stage.publish(Baselines.of(baseline("1"), "b2", T0 + 2 * MINUTE));
            for (int minute = 0; minute < 4; minute++) {
                for (int i = 0; i < 20; i++) {
                    stage.count(event("m", "1", T0 + minute * MINUTE + i)
                            .number("x", i)
                            .build());
                }
                stage.pass(T0 + (minute + 1) * MINUTE);
                if (minute == 0) {
                    assertThat(stage.entries(Names.CARRY_STORE)).isPositive();
                }
            }
            // The second minute decides on both; the third stands alone under the new set, with the fourth it decides.
            assertThat(summaries(stage))
                    .extracting(one -> one.baselineId() + one.statistics().get("merged_windows"))
                    .containsExactly("b11.0", "b12.0", "b21.0", "b22.0");
            assertThat(summaries(stage))
                    .extracting(one -> one.statistics().get("insufficient_data"))
                    .containsExactly(1.0, null, 1.0, null);
            assertThat(stage.entries(Names.CARRY_STORE)).isZero();
        }
    }

    private static void checkAlerts(List<DriftAlert> alerts, Map<String, Decided> expected, String where) {
        Set<String> versions = new HashSet<>();
        for (DriftAlert alert : alerts) {
            if (alert.kind() == AlertKind.OUT_OF_RANGE
                    && alert.state() == AlertState.FIRING
                    && versions.add(alert.model().version())) {
                String key = alert.model() + " " + alert.window().endMs();
                assertThat(expected).as(where).containsKey(key);
                assertThat(alert.window()).as(where).isEqualTo(expected.get(key).span());
                assertThat(alert.windowRows())
                        .as(where)
                        .isEqualTo(expected.get(key).rows());
            }
        }
        assertThat(versions).as("every version fires, " + where).hasSize(3);
    }

    private static void play(Stage2 stage, List<InferenceEvent> events, Random random, double restarts) {
        for (String version : List.of("1", "2", "3")) {
            stage.publish(Baselines.of(baseline(version), "b1", 0));
        }
        for (int minute = 0; minute < MINUTES; minute++) {
            long start = T0 + minute * MINUTE;
            events.stream()
                    .filter(one -> one.eventTimeMs() >= start && one.eventTimeMs() < start + MINUTE)
                    .forEach(stage::count);
            if (random.nextDouble() < restarts) {
                stage.restart();
            }
            stage.pass(start + MINUTE);
            if (random.nextDouble() < restarts) {
                stage.restart();
            }
        }
        stage.pass(T0 + (MINUTES + 60) * MINUTE);
    }

    /** The plain way: the rows of all windows since the last decision, each once, until there are enough. */
    private static Map<String, Decided> expected(List<InferenceEvent> events, int size, int advance) {
        Map<String, Decided> expected = new TreeMap<>();
        for (String version : List.of("1", "2", "3")) {
            List<TimeWindow> waiting = new ArrayList<>();
            for (long start = T0 - size * MINUTE; start < T0 + MINUTES * MINUTE; start += MINUTE) {
                TimeWindow window = new TimeWindow(start, start + size * MINUTE);
                if (start % (advance * MINUTE) != 0 || rows(events, version, List.of(window)) == 0) {
                    continue;
                }
                waiting.add(window);
                long rows = rows(events, version, waiting);
                TimeWindow span = new TimeWindow(waiting.get(0).startMs(), window.endMs());
                boolean enough = rows >= MIN_ROWS;
                boolean dropped = !enough && waiting.size() == MOST;
                expected.put(
                        "m/" + version + " " + window.endMs(),
                        new Decided(span, rows, waiting.size(), enough, dropped));
                if (enough || dropped) {
                    waiting.clear();
                }
            }
        }
        return expected;
    }

    private static long rows(List<InferenceEvent> events, String version, List<TimeWindow> windows) {
        return events.stream()
                .filter(one -> one.modelVersion().equals(version))
                .filter(one -> windows.stream()
                        .anyMatch(
                                window -> one.eventTimeMs() >= window.startMs() && one.eventTimeMs() < window.endMs()))
                .count();
    }

    private static List<InferenceEvent> events(Random random) {
        List<InferenceEvent> events = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (String version : List.of("1", "2", "3")) {
                int most = version.equals("1") ? 3 : version.equals("2") ? 14 : 40;
                double scale = minute < 40 ? 1 : 100;
                int rows = random.nextInt(8) == 0 ? 0 : random.nextInt(1 + most);
                for (int i = 0; i < rows; i++) {
                    events.add(event("m", version, T0 + minute * MINUTE + random.nextInt((int) MINUTE))
                            .number("x", scale * (50 + 10 * random.nextGaussian()))
                            .text("city", "c" + random.nextInt(3))
                            .build());
                }
            }
        }
        // Enough rows in one minute, after the rescaling, for a version that is rare otherwise.
        IntStream.range(0, 35)
                .mapToObj(i -> event("m", "1", T0 + 60 * MINUTE + i)
                        .number("x", 5_000 + i)
                        .text("city", "c1")
                        .build())
                .forEach(events::add);
        return events;
    }

    private static List<InferenceEvent> baseline(String version) {
        Random random = new Random(99);
        return IntStream.range(0, 2_000)
                .mapToObj(i -> event("m", version, T0 - 1 - i)
                        .number("x", 50 + 10 * random.nextGaussian())
                        .text("city", "c" + random.nextInt(3))
                        .build())
                .toList();
    }

    private static WindowSettings windows(int size, int advance) {
        return new WindowSettings(Duration.ofMinutes(size), Duration.ofMinutes(advance), Duration.ZERO, false);
    }

    private static List<FeatureReport> summaries(Stage2 stage) {
        return stage.reports().stream()
                .filter(one -> one.feature().equals(FeatureNames.ALL))
                .toList();
    }

    private static String key(FeatureReport summary) {
        return summary.model() + " " + summary.window().endMs();
    }

    private static Map<String, Double> figures(FeatureReport summary) {
        Map<String, Double> figures = new TreeMap<>(summary.statistics());
        figures.keySet()
                .removeAll(
                        Set.of("features", "alerts_changed", "judged_features", "drifted_features", "drifted_share"));
        return figures;
    }

    private static String text(FeatureReport report) {
        return report.model() + " " + report.feature() + " " + report.window() + " " + report.rows() + " "
                + report.effect() + " " + report.pValue() + " " + report.statistics();
    }

    private static List<DriftAlert> drift(List<DriftAlert> alerts) {
        return alerts.stream().filter(one -> one.kind() != AlertKind.SILENCE).toList();
    }

    /** What is to be said of a window's decision. */
    private record Decided(TimeWindow span, long rows, int windows, boolean enough, boolean dropped) {

        Map<String, Double> figures() {
            Map<String, Double> figures = new TreeMap<>(Map.of("merged_windows", (double) windows));
            if (!enough) {
                figures.put("insufficient_data", 1.0);
            }
            if (dropped) {
                figures.put("carry_dropped", 1.0);
            }
            return figures;
        }
    }
}
