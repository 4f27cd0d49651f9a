package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.testkit.TopologyFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days beside small windows, counted again from the events: three versions of a model over three days. */
class DayWindowsTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long LATENESS = 2 * MINUTE;
    private static final long T0 = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final List<String> VERSIONS = List.of("1", "2", "3");

    /** Windows that follow one another, that overlap, that do not divide a day, and that do neither. */
    @ParameterizedTest
    @CsvSource({"60, 60", "120, 30", "420, 420", "150, 100"})
    void aDayHoldsEachOfItsRowsOnce(int size, int advance) {
        DetectorConfig config = config(size, advance, true);
        Random random = new Random(size);
        List<InferenceEvent> events = events(random);
        try (Stage2 stage = new Stage2(config)) {
            VERSIONS.forEach(version -> stage.publish(Baselines.of(of(events, version), "b1", 0)));
            play(stage, config, events, random, 0.1);

            List<FeatureReport> days = days(stage.reports());
            Map<String, Long> rows = new TreeMap<>();
            Map<String, LiveProfile> values = new TreeMap<>();
            for (InferenceEvent one : events) {
                // A pane belongs to the day that it begins in.
                String day = one.modelVersion() + " "
                        + TimeWindow.dayOf(config.windowsOf("m").paneStart(one.eventTimeMs()));
                rows.merge(day, 1L, Long::sum);
                one.forEachFeature((name, value) -> values.computeIfAbsent(
                                day + " " + name, key -> new LiveProfile(KeyMapping.forFeature(name)))
                        .add(value));
            }
            assertThat(days.stream()
                            .filter(one -> one.feature().equals(FeatureNames.ALL))
                            .collect(Collectors.toMap(
                                    one -> one.model().version() + " " + one.window(), FeatureReport::rows)))
                    .isEqualTo(rows);
            Map<String, FeatureProfile> profiles = new TreeMap<>();
            values.forEach((key, live) -> profiles.put(key, live.toProfile()));
            assertThat(days.stream()
                            .filter(one -> !one.feature().equals(FeatureNames.ALL))
                            .collect(Collectors.toMap(
                                    one -> one.model().version() + " " + one.window() + " " + one.feature(),
                                    one -> FeatureProfile.decode(one.profile()))))
                    .isEqualTo(profiles);
            assertThat(days).allMatch(one -> one.complete() && one.lateRows() == 0 && one.revision() == 0);
            assertThat(days).allMatch(one -> one.baselineId().equals("b1"));
            assertThat(days)
                    .filteredOn(one -> one.feature().equals("x"))
                    .allMatch(one -> one.effect() >= 0 && one.statistics().containsKey("psi"));
            assertThat(stage.entries(Names.PANE_STORE)).isZero();
            assertThat(stage.entries(Names.DAY_STORE))
                    .as("the last day of each version, its figures and two features")
                    .isEqualTo(VERSIONS.size() * 3L);
        }
    }

    @Test
    void ofWindowsThatDoNotOverlapTheRowsOfADayAreThoseOfItsWindows() {
        Random random = new Random(3);
        List<InferenceEvent> events = events(random);
        DetectorConfig config = config(60, 60, true);
        try (Stage2 stage = new Stage2(config)) {
            play(stage, config, events, random, 0);
            Map<String, Long> ofWindows = new TreeMap<>();
            Map<String, Long> ofDays = new TreeMap<>();
            for (FeatureReport report : stage.reports()) {
                if (report.feature().equals(FeatureNames.ALL)) {
                    (report.window().sizeMs() == DAY ? ofDays : ofWindows)
                            .merge(
                                    report.model() + " "
                                            + TimeWindow.dayOf(report.window().startMs()),
                                    report.rows(),
                                    Long::sum);
                }
            }
            assertThat(ofDays).hasSize(9).isEqualTo(ofWindows);
        }
    }

    @Test
    void aDayClosesWhenTheLastWindowThatMayHoldAPaneOfItHasAndNotBefore() {
        DetectorConfig config = config(120, 30, true);
        try (Stage2 stage = new Stage2(config)) {
            stage.count(event("m", "1", T0 + HOUR).number("x", 1).build());
            stage.pass(T0 + DAY + 90 * MINUTE + LATENESS - 1);
            assertThat(stage.reports()).isNotEmpty();
            assertThat(days(stage.reports())).isEmpty();
            stage.pass(T0 + DAY + 90 * MINUTE + LATENESS);
            assertThat(days(stage.reports())).hasSize(2).allMatch(one -> one.rows() == 1);
        }
    }

    @Test
    void thereAreNoDaysWhereConfigurationWantsNoneOrWindowsAreAsLong() {
        for (DetectorConfig config :
                List.of(config(60, 60, false), config(24 * 60, 24 * 60, true), config(36 * 60, 60, true))) {
            try (Stage2 stage = new Stage2(config)) {
                stage.count(event("m", "1", T0 + HOUR).number("x", 1).build());
                stage.pass(T0 + 10 * DAY);
                assertThat(stage.reports())
                        .isNotEmpty()
                        .allMatch(one -> one.window().sizeMs()
                                == config.windowsOf("m").size().toMillis());
                assertThat(stage.entries(Names.DAY_STORE)).isZero();
            }
        }
    }

    @Test
    void aDayIsGivenUpWhereConfigurationWantsNoneAnyMore() {
        try (Stage2 stage = new Stage2(config(60, 60, true))) {
            stage.count(event("m", "1", T0 + HOUR).number("x", 1).build());
            stage.pass(T0 + 3 * HOUR);
            assertThat(stage.entries(Names.DAY_STORE)).isPositive();
            stage.restart(config(60, 60, false));
            assertThat(stage.entries(Names.DAY_STORE)).isZero();
            stage.pass(T0 + 2 * DAY);
            assertThat(days(stage.reports())).isEmpty();
        }
    }

    @Test
    void aDayIsIncompleteWhereOneOfItsWindowsWas() {
        try (Stage2 stage = new Stage2(config(60, 60, true), 2)) {
            stage.count(event("m", "1", T0 + HOUR).number("x", 1).build());
            stage.pass(T0 + 2 * DAY);
            assertThat(stage.reports()).isEmpty();
            for (int second = 0; second < 400; second++) {
                stage.tick(Duration.ofSeconds(1));
            }
            assertThat(stage.reports()).hasSize(4).allMatch(one -> !one.complete());
            assertThat(days(stage.reports()))
                    .extracting(FeatureReport::missingPartitions)
                    .containsOnly("inference-events-1")
                    .hasSize(2);
        }
    }

    /** All is silent for a while in the middle of a day that the clock on the wall has long passed. */
    @Test
    void rowsThatComeAfterTheirDayWasReportedAreInItsNextRevision() {
        DetectorConfig config = config(60, 60, true);
        try (TopologyFixture fixture =
                new TopologyFixture(config, Instant.ofEpochMilli(T0 + 10 * DAY), DetectorListener.NONE)) {
            List<List<Long>> told = new ArrayList<>();
            for (int part = 0; part < 3; part++) {
                for (int i = 0; i < 10 + part; i++) {
                    fixture.publish(event("m", "1", T0 + part * 6 * HOUR + i * MINUTE)
                            .number("x", i)
                            .build());
                }
                fixture.advance(Duration.ofSeconds(90));
                days(fixture.reports()).stream()
                        .filter(one -> one.feature().equals("x"))
                        .forEach(one -> told.add(List.of(
                                (long) one.revision(),
                                one.rows(),
                                FeatureProfile.decode(one.profile()).rows())));
            }
            assertThat(told).containsExactly(List.of(0L, 10L, 10L), List.of(1L, 21L, 21L), List.of(2L, 33L, 33L));
        }
    }

    @Test
    void aDayWithMoreFeaturesThanAWindowMayHaveKeepsTheFirstAndThoseOfTheBaseline() {
        DetectorConfig config = config(60, 60, true);
        int most = config.limits().event().maxFeatures();
        try (Stage2 stage = new Stage2(config)) {
            stage.publish(
                    Baselines.of(List.of(event("m", "1", T0).number("zz", 1).build()), "b1", 0));
            for (int hour = 0; hour < 3; hour++) {
                var event = event("m", "1", T0 + hour * HOUR);
                for (int i = 0; i < most - 10; i++) {
                    event.number("f" + hour + "-" + i, i);
                }
                stage.count((hour == 1 ? event.number("zz", 1) : event).build());
            }
            stage.pass(T0 + 2 * DAY);
            List<FeatureReport> days = days(stage.reports());
            assertThat(days).hasSize(most + 1).allMatch(one -> one.rows() == 3);
            assertThat(days).extracting(FeatureReport::feature).contains("zz", "f0-0");
        }
    }

    /** By other settings a pane may have been in no window that is still to close. */
    @Test
    void aPaneThatNewSettingsHaveNoOpenWindowForIsCountedAsLateAndDeleted() {
        DetectorConfig hopping = config(120, 30, false);
        DetectorConfig tumbling = config(30, 30, false);
        try (Stage2 stage = new Stage2(hopping)) {
            for (int minute : List.of(5, 40, 70, 100)) {
                stage.count(event("m", "1", T0 + minute * MINUTE)
                        .number("x", minute)
                        .build());
            }
            // Windows up to 01:30 have closed; those of 00:30 and later hold the last three panes.
            stage.pass(T0 + 90 * MINUTE + LATENESS);
            stage.restart(tumbling);
            stage.pass(T0 + 4 * HOUR);
            for (int second = 0; second < 30; second++) {
                stage.tick(Duration.ofSeconds(1));
            }
            assertThat(stage.entries(Names.PANE_STORE)).isZero();
            List<FeatureReport> after = stage.reports().stream()
                    .filter(one -> one.feature().equals(FeatureNames.ALL))
                    .filter(one -> one.window().sizeMs() == 30 * MINUTE)
                    .toList();
            assertThat(after).extracting(FeatureReport::rows).containsExactly(1L);
            assertThat(after).extracting(FeatureReport::lateRows).containsExactly(3L);
            assertThat(stage.outcome(DetectorListener.Outcome.LATE))
                    .as("told as profiled before")
                    .isZero();
        }
    }

    private static void play(
            Stage2 stage, DetectorConfig config, List<InferenceEvent> events, Random random, double restarts) {
        List<InferenceEvent> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.comparingLong(InferenceEvent::eventTimeMs));
        int next = 0;
        for (long time = T0; time <= T0 + 3 * DAY; time += 2 * HOUR) {
            while (next < inOrder.size() && inOrder.get(next).eventTimeMs() < time) {
                stage.count(inOrder.get(next++));
            }
            stage.pass(time);
            if (random.nextDouble() < restarts) {
                stage.restart();
            }
        }
        stage.pass(T0 + 6 * DAY);
    }

    private static List<InferenceEvent> events(Random random) {
        List<InferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            String version = VERSIONS.get(random.nextInt(3));
            events.add(event("m", version, T0 + random.nextInt((int) (3 * DAY)))
                    .number("x", random.nextGaussian())
                    .text("city", "c" + random.nextInt(5))
                    .build());
        }
        return events;
    }

    private static List<InferenceEvent> of(List<InferenceEvent> events, String version) {
        return events.stream().filter(one -> one.modelVersion().equals(version)).toList();
    }

    private static List<FeatureReport> days(List<FeatureReport> reports) {
        return reports.stream().filter(one -> one.window().sizeMs() == DAY).toList();
    }

    private static DetectorConfig config(int size, int advance, boolean day) {
        return TestConfigs.windows(new WindowSettings(
                Duration.ofMinutes(size), Duration.ofMinutes(advance), Duration.ofMillis(LATENESS), day));
    }
}
