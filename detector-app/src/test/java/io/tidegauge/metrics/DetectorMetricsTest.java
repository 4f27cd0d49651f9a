package io.tidegauge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.topology.DetectorListener.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetectorMetricsTest {

    private static final long START = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SetClock clock = new SetClock();
    private final DetectorMetrics metrics = new DetectorMetrics(registry, clock);

    /** A clock that stands where it is set. */
    private static final class SetClock extends Clock {
        private long now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }

    @Test
    void everyMeterOfTheListIsServedUnderItsNameWithItsLabels() {
        feedAll();
        String page = registry.scrape();
        for (DetectorMeter meter : DetectorMeter.values()) {
            String sample = meter.prometheus() + (meter.type() == DetectorMeter.Type.HISTOGRAM ? "_bucket" : "");
            String line = page.lines()
                    .filter(any -> any.startsWith(sample + "{"))
                    .findFirst()
                    .orElse("");
            assertThat(labels(line)).as(sample).isEqualTo(new TreeSet<>(meter.tags()));
            assertThat(page)
                    .contains("# TYPE " + meter.prometheus() + " "
                            + meter.type().name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void noMeterIsMissingFromTheList() {
        feedAll();
        TreeSet<String> served = registry.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE tidegauge_"))
                .map(line -> line.split(" ")[2].replaceAll("_max$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(served)
                .isEqualTo(Stream.of(DetectorMeter.values())
                        .map(DetectorMeter::prometheus)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void eventsAreCountedByOutcome() {
        assertThat(sample("tidegauge_events_total{outcome=\"dead_lettered\"}")).isZero();
        metrics.events(Outcome.CONSUMED, 10);
        metrics.events(Outcome.PROFILED, 4);
        metrics.events(Outcome.PROFILED, 2);
        metrics.events(Outcome.LATE, 1);
        metrics.events(Outcome.DEAD_LETTERED, 2);
        metrics.events(Outcome.IGNORED, 1);
        assertThat(sample("tidegauge_events_total{outcome=\"consumed\"}")).isEqualTo(10);
        assertThat(sample("tidegauge_events_total{outcome=\"profiled\"}")).isEqualTo(6);
        assertThat(sample("tidegauge_events_total{outcome=\"late\"}")).isEqualTo(1);
        assertThat(sample("tidegauge_events_total{outcome=\"dead_lettered\"}")).isEqualTo(2);
        assertThat(sample("tidegauge_events_total{outcome=\"ignored\"}")).isEqualTo(1);
    }

    @Test
    void closingIsMeasuredFromTheWindowsEnd() {
        clock.now = START + MINUTE + 42_000;
        metrics.windowClosed(report("*", Double.NaN));
        assertThat(sample("tidegauge_windows_closed_total{complete=\"true\"}")).isEqualTo(1);
        assertThat(sample("tidegauge_windows_closed_total{complete=\"false\"}")).isZero();
        assertThat(sample("tidegauge_window_close_delay_seconds_sum")).isEqualTo(42);
        assertThat(sample("tidegauge_window_close_delay_seconds_bucket{le=\"30.0\"}"))
                .isZero();
        assertThat(sample("tidegauge_window_close_delay_seconds_bucket{le=\"60.0\"}"))
                .isEqualTo(1);
    }

    @Test
    void alertsAreCountedByStateSeverityAndKind() {
        metrics.alerted(alert());
        metrics.alerted(alert());
        assertThat(sample("tidegauge_alerts_total{kind=\"MISSING_VALUES\",severity=\"CRITICAL\",state=\"FIRING\"}"))
                .isEqualTo(2);
    }

    @Test
    void theLagIsTheWallClocksAheadOfTheWatermarkAndGoesWithTheTask() {
        String lag = "tidegauge_watermark_lag_seconds{partition=\"3\",topic=\"t\"}";
        metrics.watermark("t", 3, START - 90_000);
        assertThat(sample(lag)).isEqualTo(90);
        clock.now += 10_000;
        assertThat(sample(lag)).isEqualTo(100);
        metrics.watermark("t", 3, START - 95_000);
        assertThat(sample(lag)).as("a watermark does not go back").isEqualTo(100);
        metrics.forgetWatermarks();
        assertThat(registry.scrape()).doesNotContain("tidegauge_watermark_lag_seconds{");
        metrics.watermark("t", 3, START);
        assertThat(sample(lag)).isEqualTo(10);
    }

    @Test
    void onlyTheLargestEffectsHaveAGauge() {
        for (int i = 0; i < 250; i++) {
            metrics.reported(report("f" + i, ((i * 37) % 250) / 250.0));
        }
        List<String> gauges = registry.scrape()
                .lines()
                .filter(line -> line.startsWith("tidegauge_drift_effect{"))
                .toList();
        assertThat(gauges).hasSize(100);
        assertThat(gauges.stream()
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                        .min())
                .as("the 100 largest of 0, 0.004, …, 0.996 begin at 0.6")
                .hasValue(0.6);
    }

    @Test
    void anEffectThatGrowsComesBackAndOneThatFallsGivesWay() {
        for (int i = 0; i < 100; i++) {
            metrics.reported(report("f" + i, 0.5));
        }
        metrics.reported(report("later", 0.1));
        assertThat(registry.scrape()).doesNotContain("feature=\"later\"");
        metrics.reported(report("f7", 0.05));
        metrics.reported(report("later", 0.1));
        assertThat(effect("later")).isEqualTo(0.1);
        assertThat(registry.scrape()).doesNotContain("feature=\"f7\"");
        metrics.reported(report("f8", 0.9));
        assertThat(effect("f8")).isEqualTo(0.9);
    }

    @Test
    void summariesAndUndefinedEffectsHaveNoGauge() {
        metrics.reported(report("*", 0.5));
        metrics.reported(report("undefined", Double.NaN));
        assertThat(registry.scrape()).doesNotContain("tidegauge_drift_effect{");
    }

    @Test
    void anOldEffectIsNoLongerShown() {
        metrics.reported(report("f", 0.5));
        clock.now += 9 * MINUTE;
        assertThat(effect("f")).isEqualTo(0.5);
        clock.now += 2 * MINUTE;
        assertThat(effect("f")).isNaN();
    }

    private void feedAll() {
        metrics.lost("events", 3);
        metrics.events(Outcome.PROFILED, 1);
        metrics.windowClosed(report("*", Double.NaN));
        metrics.reported(report("f", 0.5));
        metrics.alerted(alert());
        metrics.watermark("t", 0, START);
    }

    private static TreeSet<String> labels(String line) {
        TreeSet<String> names = Pattern.compile("([a-z_]+)=\"")
                .matcher(line)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        names.remove("le");
        return names;
    }

    private double effect(String feature) {
        return sample("tidegauge_drift_effect{feature=\"" + feature + "\",model=\"m\",version=\"1\"}");
    }

    private double sample(String name) {
        List<String> found = registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .toList();
        assertThat(found).as("%s in\n%s", name, registry.scrape()).hasSize(1);
        return Double.parseDouble(found.get(0).substring(name.length()));
    }

    private static FeatureReport report(String feature, double effect) {
        return new FeatureReport(
                new ModelVersion("m", "1"),
                "*",
                feature,
                new TimeWindow(START, START + MINUTE),
                0,
                10,
                0,
                0,
                true,
                "",
                "b",
                effect,
                Double.NaN,
                Collections.emptySortedMap(),
                0,
                new byte[0]);
    }

    private static DriftAlert alert() {
        return new DriftAlert(
                "id",
                AlertState.FIRING,
                Severity.CRITICAL,
                AlertKind.MISSING_VALUES,
                new ModelVersion("m", "1"),
                "*",
                "f",
                new TimeWindow(START, START + MINUTE),
                10,
                10,
                Evidence.ofRule(0.1),
                Collections.emptySortedMap(),
                "b",
                DriftAlert.NO_INCIDENT,
                List.of(),
                "half of the values are missing");
    }
}
