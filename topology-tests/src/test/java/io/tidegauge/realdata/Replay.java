package io.tidegauge.realdata;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.TimeWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One set through the whole product: a baseline of its first rows, the rest as events in event time through a real
 * broker, and what the detector published of them.
 */
record Replay(BaselineSet baseline, List<FeatureReport> reports, List<DriftAlert> alerts) {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String SETTINGS = """
            windows:
              size: %1$ds
              advance: %1$ds
              lateness: 0s
            timing:
              idle-timeout: 2s
              commit-interval: 200ms
            state:
              internal-partitions: 2
              directory: "%2$s"
            """;

    static Replay run(DataSet set, TestCluster cluster, Path directory) throws Exception {
        String application = "real-" + set.name().toLowerCase().replaceAll("[^a-z0-9-]", "-");
        Path file = cluster.configFile(
                directory, application, SETTINGS.formatted(set.windowRows(), directory.resolve("state-" + set.name())));
        DetectorConfig config = cluster.prepare(file, PARTITIONS);
        BaselineSet baseline;
        try (RowPublisher publisher = new RowPublisher(set, cluster, config, PARTITIONS)) {
            baseline = publisher.publish();
        }
        try (RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader())) {
            reports.until(
                    PATIENCE,
                    () -> "every row of " + set + " to be reported, "
                            + detector.detector().ready(),
                    () -> rowsOf(reports.values()) >= set.published());
            alerts.toEnd();
            return new Replay(baseline, ofWindows(reports.values()), List.copyOf(alerts.values()));
        }
    }

    /** Without the days, which hold the same rows once more. */
    private static List<FeatureReport> ofWindows(List<FeatureReport> reports) {
        return reports.stream()
                .filter(report -> report.window().sizeMs() < TimeWindow.DAY_MS)
                .toList();
    }

    private static long rowsOf(List<FeatureReport> reports) {
        return ofWindows(reports).stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL))
                .mapToLong(report -> report.rows() + report.lateRows())
                .sum();
    }
}
