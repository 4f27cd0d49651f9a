package io.tidegauge.topology;

import static io.tidegauge.testkit.AlertsAssert.assertThatAlerts;
import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.testkit.TopologyFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the topology computes, in the test driver, whatever its stores; what it does in a crash is shown with a real broker. */
@ParameterizedClass
@EnumSource
class DriftTopologyTest {

    private static final long MINUTE = 60_000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long T0 = NOW.minus(Duration.ofDays(1)).toEpochMilli();

    private final Map<DetectorListener.Outcome, Long> outcomes = new EnumMap<>(DetectorListener.Outcome.class);
    private final Random random = new Random(7);
    private final StateSettings.Store store;

    @TempDir
    private Path directory;

    private TopologyFixture fixture;

    DriftTopologyTest(StateSettings.Store store) {
        this.store = store;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyWindowIsReportedOnceWithTheRowsAndValuesThatFellInIt() {
        start(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ofSeconds(10)));
        Map<Long, TreeMap<Double, Long>> expected = new TreeMap<>();
        Map<Long, Long> rows = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            long time = T0 + i * 300L + random.nextInt(5_000);
            double value = random.nextInt(50) / 4.0;
            fixture.publish(event("m", "1", time).number("x", value).build());
            long start = Math.floorDiv(time, MINUTE) * MINUTE;
            expected.computeIfAbsent(start, key -> new TreeMap<>()).merge(value, 1L, Long::sum);
            rows.merge(start, 1L, Long::sum);
        }
        finish();

        List<FeatureReport> reports = fixture.reports();
        assertThat(of(reports, "*").stream()
                        .collect(Collectors.toMap(r -> r.window().startMs(), FeatureReport::rows)))
                .isEqualTo(rows);
        for (FeatureReport report : of(reports, "x")) {
            FeatureProfile profile = FeatureProfile.decode(report.profile());
            TreeMap<Double, Long> counted = new TreeMap<>();
            for (int i = 0; i < profile.numbers().size(); i++) {
                counted.put(profile.numbers().value(i), profile.numbers().count(i));
            }
            assertThat(counted).isEqualTo(expected.get(report.window().startMs()));
        }
        assertThat(of(reports, "x")).hasSameSizeAs(expected.keySet());
        assertThat(reports).allMatch(report -> report.baselineId().equals(FeatureReport.NO_BASELINE));
        assertAccounting(2_000);
    }

    @Test
    void hoppingWindowsOverlap() {
        start(TestConfigs.windows(
                new WindowSettings(Duration.ofMinutes(3), Duration.ofMinutes(1), Duration.ofSeconds(10))));
        for (int minute = 0; minute < 6; minute++) {
            for (int i = 0; i <= minute; i++) {
                fixture.publish(
                        event("m", "1", T0 + minute * MINUTE + i).number("x", i).build());
            }
        }
        finish();

        Map<Long, Long> rows = new TreeMap<>();
        of(fixture.reports(), "*").forEach(r -> rows.put((r.window().startMs() - T0) / MINUTE, r.rows()));
        // Minute k has k + 1 rows; the window that starts in minute s has those of s, s + 1 and s + 2.
        assertThat(rows)
                .isEqualTo(new TreeMap<>(Map.of(-2L, 1L, -1L, 3L, 0L, 6L, 1L, 9L, 2L, 12L, 3L, 15L, 4L, 11L, 5L, 6L)));
    }

    @Test
    void lateRowsAreCountedAndReportedAndNeverReopenAWindow() {
        start(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO));
        fixture.publish(event("m", "1", T0).number("x", 1).build());
        fixture.publish(event("m", "1", T0 + MINUTE).number("x", 2).build());
        fixture.publish(event("m", "1", T0 + 5).number("x", 3).build());
        fixture.publish(event("m", "1", T0 + 6).number("x", 4).build());
        fixture.publish(event("m", "1", T0 + 2 * MINUTE).number("x", 5).build());
        finish();

        List<FeatureReport> summaries = of(fixture.reports(), "*");
        assertThat(summaries).extracting(FeatureReport::rows).containsExactly(1L, 1L, 1L);
        assertThat(summaries).extracting(FeatureReport::lateRows).containsExactly(0L, 2L, 0L);
        assertThat(outcomes.get(DetectorListener.Outcome.LATE)).isEqualTo(2);
        assertAccounting(5);
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheNextEventIsProfiled() {
        start(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO));
        byte[] key = "k".getBytes(StandardCharsets.UTF_8);
        byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
        fixture.publishBytes(key, junk, T0);
        fixture.publish(event("m", "1", T0).number("$x", 1).build());
        fixture.publish(event("m", "1", T0 + 10 * MINUTE).number("x", 1).build(), T0);
        fixture.publish(event("m", "1", T0 + 1).number("x", 1).build());
        finish();

        var dead = fixture.deadLetters();
        assertThat(dead)
                .extracting(letter ->
                        header(letter.headers().lastHeader(DeadLetter.REASON).value()))
                .containsExactly("UNDECODABLE", "RESERVED_NAME", "FUTURE_EVENT_TIME");
        assertThat(dead.get(0).key()).isEqualTo(key);
        assertThat(dead.get(0).value()).isEqualTo(junk);
        assertThat(header(dead.get(0).headers().lastHeader(DeadLetter.TOPIC).value()))
                .isEqualTo("inference-events");
        assertThat(header(dead.get(2).headers().lastHeader(DeadLetter.OFFSET).value()))
                .isEqualTo("2");
        assertThat(of(fixture.reports(), "*")).extracting(FeatureReport::rows).containsExactly(1L);
        assertAccounting(4);
    }

    @Test
    void aRescaledFeatureFiresAndResolvesAndTheOthersStaySilent() {
        start(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO));
        fixture.publish(Baselines.of(minute(0, 2_000, 1), "b1", 0));
        for (int minute = 0; minute < 12; minute++) {
            minute(minute, 300, minute >= 3 && minute < 6 ? 0.05 : 1).forEach(fixture::publish);
        }
        finish();

        List<DriftAlert> alerts = fixture.alerts();
        assertThatAlerts(alerts)
                .fired(AlertKind.OUT_OF_RANGE, "rating")
                .resolved(AlertKind.OUT_OF_RANGE, "rating")
                .firedNothingElse();
        assertThat(alerts.get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(alerts.get(0).window()).isEqualTo(new TimeWindow(T0 + 3 * MINUTE, T0 + 4 * MINUTE));
        assertThat(of(fixture.reports(), "rating"))
                .allMatch(report -> report.baselineId().equals("b1"));
    }

    @Test
    void aSetIsUsedOnlyWhenItIsWholeAndFromItsTimeOn() {
        start(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO));
        BaselineSet set = Baselines.of(minute(0, 500, 1), "b1", T0 + 2 * MINUTE);
        fixture.publish(set.manifest());
        fixture.publish(set.features().get("rating"));
        minute(2, 50, 1).forEach(fixture::publish);
        minute(3, 50, 1).forEach(fixture::publish);
        fixture.publish(set.features().get("city"));
        minute(4, 50, 1).forEach(fixture::publish);
        fixture.withdraw(new BaselineKey(set.manifest().model(), "city", "b1"));
        finish();

        Map<Long, String> ids = new TreeMap<>();
        of(fixture.reports(), "*").stream()
                .filter(report -> report.revision() == 0)
                .forEach(report -> ids.put((report.window().startMs() - T0) / MINUTE, report.baselineId()));
        assertThat(ids)
                .isEqualTo(
                        new TreeMap<>(Map.of(2L, FeatureReport.NO_BASELINE, 3L, "b1", 4L, FeatureReport.NO_BASELINE)));
    }

    @Test
    void aLateBaselineRevisesParkedWindowsAndRaisesNoAlert() {
        start(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO));
        List<InferenceEvent> drifted = minute(0, 300, 0.05);
        drifted.forEach(fixture::publish);
        minute(1, 10, 1).forEach(fixture::publish);
        fixture.publish(Baselines.of(minute(0, 500, 1), "late", 0));

        List<FeatureReport> ratings = of(fixture.reports(), "rating");
        assertThat(ratings).extracting(FeatureReport::revision).containsExactly(0, 1);
        assertThat(ratings).extracting(FeatureReport::baselineId).containsExactly(FeatureReport.NO_BASELINE, "late");
        assertThat(ratings.get(1).effect()).isBetween(0.5, 1.0);
        assertThat(ratings.get(1).profile()).isEqualTo(ratings.get(0).profile());
        assertThat(fixture.alerts()).isEmpty();
    }

    private void start(DetectorConfig config) {
        fixture =
                new TopologyFixture(TestConfigs.stored(config, store, directory), NOW, new CountingListener(outcomes));
    }

    /** Lets the one partition fall idle, so that every window closes. */
    private void finish() {
        fixture.advance(Duration.ofSeconds(90));
    }

    private List<InferenceEvent> minute(int minute, int rows, double scale) {
        List<InferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            events.add(event("m", "1", T0 + minute * MINUTE + i * (MINUTE - 1) / rows)
                    .number("rating", Math.max(20, 95 + 3 * random.nextGaussian()) * scale)
                    .text("city", "c" + random.nextInt(5))
                    .build());
        }
        return events;
    }

    /** The reports of a feature, days left out. */
    private static List<FeatureReport> of(List<FeatureReport> reports, String feature) {
        return reports.stream()
                .filter(report ->
                        report.feature().equals(feature) && report.window().sizeMs() < TimeWindow.DAY_MS)
                .toList();
    }

    private static String header(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private void assertAccounting(long consumed) {
        assertThat(outcomes.get(DetectorListener.Outcome.CONSUMED)).isEqualTo(consumed);
        assertThat(outcomes.getOrDefault(DetectorListener.Outcome.PROFILED, 0L)
                        + outcomes.getOrDefault(DetectorListener.Outcome.LATE, 0L)
                        + outcomes.getOrDefault(DetectorListener.Outcome.DEAD_LETTERED, 0L)
                        + outcomes.getOrDefault(DetectorListener.Outcome.IGNORED, 0L))
                .isEqualTo(consumed);
    }
}
