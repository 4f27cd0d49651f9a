package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.compare.Calibration;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.TimeWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code run} alerts of rows that {@code publish} brought to it, over several partitions of a real broker, against what
 * {@code backtest} says of the same rows in their file and in the topic: record by record, in all that both tell. One model
 * is held against its baseline, by windows and days, the other against its own last windows.
 */
class RunAndBacktestTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int PARTITIONS = 4;
    private static final int BASELINE_HOURS = 10 * 24;
    private static final int BASELINE_ROWS_PER_HOUR = 40;
    private static final int BASELINE_ROWS = BASELINE_HOURS * BASELINE_ROWS_PER_HOUR;
    private static final int ROWS_PER_HOUR = 60;
    private static final int DAYS = 3;

    /** An hour more than the days, by which the last of them is over. */
    private static final int HOURS = DAYS * 24 + 1;

    private static final String SETTINGS = """
            windows: {size: 1h, lateness: 0s}
            timing: {idle-timeout: 2s, commit-interval: 200ms, silence-after: off}
            state: {internal-partitions: 3, directory: "%s"}
            decision: {effect: sensitive}
            models:
              own: {reference: rolling(24)}
            """;

    @TempDir
    private Path directory;

    /** What both tell of an alert that opens, or becomes more urgent. */
    private record Told(
            TimeWindow window, String feature, String kind, String severity, boolean moreUrgent, String sentence) {

        static Told of(DriftAlert alert, Optional<Severity> before) {
            return new Told(
                    alert.window(),
                    alert.feature(),
                    alert.kind().name(),
                    alert.severity().name(),
                    before.filter(RunAndBacktestTest::pages).isPresent(),
                    alert.summary());
        }

        static Told of(JsonNode opening) {
            return new Told(
                    new TimeWindow(timeMs(opening, "window_start"), timeMs(opening, "window_end")),
                    opening.required("feature").asText(),
                    opening.required("kind").asText(),
                    opening.required("severity").asText(),
                    opening.required("more_urgent").asBoolean(),
                    opening.required("summary").asText());
        }

        private static long timeMs(JsonNode opening, String field) {
            return Instant.parse(opening.required(field).asText()).toEpochMilli();
        }
    }

    @Test
    void theDetectorAlertsWhatTheBacktestSays() throws Exception {
        Path rows = Files.write(directory.resolve("rows.csv"), rows());
        List<DriftAlert> fixed;
        List<DriftAlert> own;
        try (TestCluster cluster = TestCluster.start()) {
            fixed = sameOf("fixed", cluster, rows);
            own = sameOf("own", cluster, rows);
        }
        checkThatTheRowsShowAll(fixed, own);
    }

    private List<DriftAlert> sameOf(String model, TestCluster cluster, Path rows) throws Exception {
        Path config = cluster.configFile(directory, model, SETTINGS.formatted(directory.resolve("state-" + model)));
        DetectorConfig settings = cluster.prepare(config, PARTITIONS);
        publish(model, rows, config);
        List<DriftAlert> alerts = run(cluster, settings, model.equals("fixed") ? DAYS : 0);

        SortedMap<String, List<Told>> openings = openings(alerts);
        assertThat(openings)
                .as("backtest of the file for " + model)
                .isEqualTo(backtest(model, config, "--input", rows.toString(), "--time-column", "at"));
        String topic = settings.topics().events().get(0);
        assertThat(openings)
                .as("backtest of the topic for " + model)
                .isEqualTo(backtest(model, config, "--topic", topic, "--config", config.toString()));
        return alerts;
    }

    /** Of each feature something else: much in some hours, little in all, new values, and values that go missing. */
    private static List<String> rows() {
        SplittableRandom random = new SplittableRandom(20_260_302);
        List<String> rows = new ArrayList<>();
        rows.add("at,jumps,leans,stays,city,fails");
        for (int hour = -BASELINE_HOURS; hour < HOURS; hour++) {
            boolean last = hour == HOURS - 1;
            double jump = hour >= 30 && hour < 40 ? 1.6 : 0;
            double lean = hour >= 24 && !last ? 0.35 : 0;
            int cities = hour >= 50 && hour < 54 ? 9 : 6;
            boolean fails = hour >= 60 && hour < 64;
            int count = hour < 0 ? BASELINE_ROWS_PER_HOUR : ROWS_PER_HOUR;
            for (int row = 0; row < count; row++) {
                Instant at = START.plus(Duration.ofHours(hour)).plusSeconds(3_600L * row / count);
                rows.add(at + "," + (random.nextGaussian() + jump) + "," + (random.nextGaussian() + lean) + ","
                        + random.nextGaussian() + ",c" + random.nextInt(cities) + ","
                        + (fails && random.nextInt(10) < 6 ? "" : random.nextGaussian()));
            }
        }
        return rows;
    }

    private Path baseline(String model) {
        return directory.resolve("baseline-" + model + ".json");
    }

    private void publish(String model, Path rows, Path config) {
        List<String> common = List.of(
                "--model", model, "--version", "1", "--time-column", "at", "--config", config.toString(), "--rows");
        ok(Stream.of(
                List.of("baseline", "create", rows.toString()),
                common,
                List.of("0:" + BASELINE_ROWS),
                List.of("--id", "first-rows", "-o", baseline(model).toString(), "--publish")));
        ok(Stream.of(List.of("publish", rows.toString()), common, List.of(BASELINE_ROWS + ":")));
    }

    /** All that the detector alerts until every row is reported, and every day that is over. */
    private static List<DriftAlert> run(TestCluster cluster, DetectorConfig settings, int days) throws Exception {
        long due = HOURS * ROWS_PER_HOUR;
        try (RunningDetector detector = RunningDetector.start(settings);
                TopicLog<FeatureReport> reports = cluster.follow(
                        settings.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts = cluster.follow(
                        settings.topics().alerts(), cluster.wire().alertReader())) {
            reports.until(
                    Duration.ofSeconds(90),
                    () -> due + " rows to be reported, and " + days + " days, "
                            + detector.detector().ready(),
                    () -> summaries(reports, Duration.ofHours(1))
                                            .mapToLong(FeatureReport::rows)
                                            .sum()
                                    >= due
                            && summaries(reports, Duration.ofDays(1)).count() >= days);
            assertThat(reports.values()).allMatch(report -> report.lateRows() == 0 && report.complete());
            alerts.toEnd();
            return List.copyOf(alerts.values());
        }
    }

    private static Stream<FeatureReport> summaries(TopicLog<FeatureReport> reports, Duration length) {
        return reports.values().stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL)
                        && report.window().sizeMs() == length.toMillis());
    }

    /** By feature, for alerts of several are in several partitions. */
    private static SortedMap<String, List<Told>> openings(List<DriftAlert> alerts) {
        Map<String, Severity> open = new HashMap<>();
        List<Told> openings = new ArrayList<>();
        for (DriftAlert alert : alerts) {
            if (alert.state() != AlertState.FIRING) {
                continue;
            }
            Optional<Severity> before = Optional.ofNullable(open.put(alert.alertId(), alert.severity()));
            if (before.isEmpty() || before.get().compareTo(alert.severity()) < 0) {
                openings.add(Told.of(alert, before));
            }
        }
        return byFeature(openings);
    }

    private SortedMap<String, List<Told>> backtest(String model, Path config, String... source) throws Exception {
        Ran ran = ok(Stream.of(
                List.of("backtest", "--baseline", baseline(model).toString(), "--policy", config.toString()),
                List.of("--from", START.toString(), "--window", "1h", "--format", "json"),
                List.of(source)));
        JsonNode said = new ObjectMapper().readTree(ran.out());
        assertThat(said.required("windows").asInt()).isEqualTo(HOURS);
        List<Told> openings = new ArrayList<>();
        said.required("policies").required(config.toString()).forEach(opening -> openings.add(Told.of(opening)));
        return byFeature(openings);
    }

    private static SortedMap<String, List<Told>> byFeature(List<Told> openings) {
        return openings.stream().collect(Collectors.groupingBy(Told::feature, TreeMap::new, Collectors.toList()));
    }

    /** Otherwise two that say nothing would say the same. */
    private static void checkThatTheRowsShowAll(List<DriftAlert> fixed, List<DriftAlert> own) {
        assertThat(drifts(fixed, "jumps"))
                .as("pages by windows")
                .anyMatch(alert -> pages(alert.severity()) && alert.path() != DecisionPath.DAY);
        assertThat(drifts(fixed, "leans")).as("told by days").anyMatch(alert -> alert.path() == DecisionPath.DAY);
        assertThat(drifts(fixed, "stays")).isEmpty();
        assertThat(drifts(fixed, "jumps"))
                .allMatch(alert -> alert.calibration().equals(Optional.of(Calibration.CALIBRATED)));
        assertThat(fixed).as("hard rules").anyMatch(alert -> alert.path() == DecisionPath.RULE);
        assertThat(drifts(own, "jumps")).as("pages by its own windows").anyMatch(alert -> pages(alert.severity()));
    }

    private static List<DriftAlert> drifts(List<DriftAlert> alerts, String feature) {
        return alerts.stream()
                .filter(alert -> alert.feature().equals(feature)
                        && alert.kind() == AlertKind.DISTRIBUTION
                        && alert.state() == AlertState.FIRING)
                .toList();
    }

    private static boolean pages(Severity severity) {
        return severity == Severity.WARNING || severity == Severity.CRITICAL;
    }

    private static Ran ok(Stream<List<String>> args) {
        Ran ran = Ran.tidegauge(args.flatMap(List::stream).toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }
}
