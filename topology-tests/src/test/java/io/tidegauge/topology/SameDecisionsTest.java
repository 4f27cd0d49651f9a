package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.Comparand;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.Remembered;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.testkit.TopologyFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What the whole topology reports and alerts, against a fold over the same rows that knows no topology: windows and days of
 * two versions, which share their levels, against a baseline with blocks.
 */
class SameDecisionsTest {

    private static final long HOUR = 3_600_000;
    private static final long DAY = TimeWindow.DAY_MS;
    private static final long T0 = Instant.parse("2026-02-02T00:00:00Z").toEpochMilli();
    private static final int DAYS = 3;
    private static final List<String> VERSIONS = List.of("1", "2");
    private static final DetectorConfig CONFIG = TestConfigs.silentAfter(
            TestConfigs.windows(new WindowSettings(Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO)),
            Duration.ZERO);

    private final Random random = new Random(20_260_202);
    private final SortedMap<String, BaselineSet> baselines = new TreeMap<>();
    private final List<InferenceEvent> events = new ArrayList<>();

    SameDecisionsTest() {
        for (String version : VERSIONS) {
            BaselineBuilder builder = new BaselineBuilder(HOUR);
            for (long hour = -10 * 24; hour < 0; hour++) {
                for (int i = 0; i < 40; i++) {
                    builder.add(row(version, T0 + hour * HOUR + i, 0));
                }
            }
            baselines.put(
                    version,
                    builder.build(new BaselineOrigin(new ModelVersion("m", version), "b", Map.of(), 0, 1), "test"));
        }
        for (int hour = 0; hour < DAYS * 24; hour++) {
            for (String version : VERSIONS) {
                double by = version.equals("2") ? 0.4 : hour >= 30 && hour < 40 ? 1.5 : 0;
                for (int i = 0; i < 60; i++) {
                    events.add(row(version, T0 + hour * HOUR + 2L * i + Integer.parseInt(version), by));
                }
            }
        }
        events.sort((a, b) -> Long.compare(a.eventTimeMs(), b.eventTimeMs()));
    }

    private InferenceEvent row(String version, long timeMs, double by) {
        return event("m", version, timeMs)
                .number("x", random.nextGaussian() + by)
                .number("y", random.nextGaussian())
                .text("city", "c" + random.nextInt(6))
                .build();
    }

    @Test
    void theTopologyDecidesAsTheFoldDoes() {
        List<FeatureReport> reports = new ArrayList<>();
        List<DriftAlert> alerts = new ArrayList<>();
        fold(reports, alerts);

        try (TopologyFixture fixture = new TopologyFixture(CONFIG, Instant.ofEpochMilli(T0), DetectorListener.NONE)) {
            baselines.values().forEach(fixture::publish);
            List<FeatureReport> told = new ArrayList<>();
            List<DriftAlert> toldAlerts = new ArrayList<>();
            for (InferenceEvent one : events) {
                fixture.publish(one);
                told.addAll(fixture.reports());
                toldAlerts.addAll(fixture.alerts());
            }
            fixture.publish(event("m", "1", T0 + (DAYS + 2) * DAY).build());
            fixture.advance(Duration.ofSeconds(5));
            told.addAll(fixture.reports());
            toldAlerts.addAll(fixture.alerts());

            assertThat(told.stream().map(SameDecisionsTest::text).sorted().toList())
                    .isEqualTo(reports.stream()
                            .map(SameDecisionsTest::text)
                            .sorted()
                            .toList());
            assertThat(byVersion(toldAlerts)).isEqualTo(byVersion(alerts));
        }
        assertThat(alerts)
                .anyMatch(one -> one.kind() == AlertKind.DISTRIBUTION
                        && one.window().sizeMs() == DAY
                        && one.model().version().equals("2"));
        assertThat(alerts)
                .anyMatch(one -> one.kind() == AlertKind.DISTRIBUTION
                        && one.window().sizeMs() == HOUR
                        && one.model().version().equals("1"));
    }

    private void fold(List<FeatureReport> reports, List<DriftAlert> alerts) {
        WindowAssessor assessor = new WindowAssessor();
        ModelPolicy policy = CONFIG.policyOf("m");
        for (String version : VERSIONS) {
            Comparand baseline = Comparand.of(baselines.get(version));
            Remembered remembered = Remembered.NOTHING;
            for (long day = T0; day < T0 + DAYS * DAY; day += DAY) {
                for (long hour = day; hour < day + DAY; hour += HOUR) {
                    WindowCounts window = counts(version, new TimeWindow(hour, hour + HOUR));
                    remembered = take(
                            assessor.assess(window, window.counted(), baseline, policy, VERSIONS.size(), remembered),
                            reports,
                            alerts);
                }
                WindowCounts whole = counts(version, new TimeWindow(day, day + DAY));
                remembered =
                        take(assessor.assessDay(whole, baseline, policy, VERSIONS.size(), remembered), reports, alerts);
            }
        }
    }

    private static Remembered take(Assessment assessment, List<FeatureReport> reports, List<DriftAlert> alerts) {
        reports.add(assessment.summary());
        reports.addAll(assessment.reports());
        alerts.addAll(assessment.alerts());
        return assessment.remembered();
    }

    private WindowCounts counts(String version, TimeWindow window) {
        SortedMap<String, LiveProfile> live = new TreeMap<>();
        long rows = 0;
        for (InferenceEvent one : events) {
            if (one.modelVersion().equals(version)
                    && one.eventTimeMs() >= window.startMs()
                    && one.eventTimeMs() < window.endMs()) {
                rows++;
                one.forEachFeature(
                        (name, value) -> live.computeIfAbsent(name, key -> new LiveProfile(KeyMapping.forFeature(name)))
                                .add(value));
            }
        }
        SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
        live.forEach((name, profile) -> profiles.put(name, profile.toProfile()));
        return new WindowCounts(
                new ModelVersion("m", version), FeatureNames.ALL, window, new Counted(rows, profiles), 0, List.of());
    }

    private static SortedMap<String, List<DriftAlert>> byVersion(List<DriftAlert> alerts) {
        SortedMap<String, List<DriftAlert>> byVersion = new TreeMap<>();
        alerts.forEach(alert -> byVersion
                .computeIfAbsent(alert.model().version(), key -> new ArrayList<>())
                .add(alert));
        return byVersion;
    }

    private static String text(FeatureReport one) {
        return one.model() + " " + one.feature() + " " + one.window() + " " + one.revision() + " " + one.rows() + " "
                + one.baselineId() + " " + one.effect() + " " + one.pValue() + " " + one.statistics();
    }
}
