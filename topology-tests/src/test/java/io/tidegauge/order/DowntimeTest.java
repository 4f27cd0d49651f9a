package io.tidegauge.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector is down for a day, and reads what has queued up in four partitions as fast as it can. */
class DowntimeTest {

    private static final long SEED = 20_261_122;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String SETTINGS = """
            timing: {idle-timeout: 10m, max-wait: 20m, commit-interval: 300ms, silence-after: off}
            state: {internal-partitions: 3, directory: "%s"}
            """;

    @TempDir
    private Path directory;

    @Test
    void aDayThatQueuedUpIsToldAsItWouldHaveBeenLive() throws Exception {
        long seed = Long.getLong("order.seed", SEED);
        ReplayStream stream = new ReplayStream(seed, 2);
        Shape shape = new Shape(
                4, Shape.Interleaving.AS_THEY_COME, 1_000, 300, 1, true, 0.5, StateSettings.Store.MEMORY, seed);
        List<Placed> placed = shape.place(stream);
        int firstDay = (int) placed.stream()
                .filter(one -> one.arrivalMs() < ReplayStream.T0 + DAY_MS)
                .count();
        Fingerprints told = new Fingerprints();
        Fingerprints live;
        try (TestCluster cluster = TestCluster.start()) {
            Path file = cluster.configFile(
                    directory, "downtime", stream.settings() + SETTINGS.formatted(directory.resolve("state")));
            live = DriverPlay.fingerprints(file, stream.baselines(), placed);
            DetectorConfig config = cluster.prepare(file, 4);
            try (StreamWriter writer = new StreamWriter(cluster, config.topics());
                    TopicLog<FeatureReport> reports = cluster.follow(
                            config.topics().reports(), cluster.wire().reportReader());
                    TopicLog<DriftAlert> alerts = cluster.follow(
                            config.topics().alerts(), cluster.wire().alertReader())) {
                writer.write(stream.baselines());
                writer.write(placed.subList(0, firstDay));
                run(config, reports, told, stream.windows() / 3);
                writer.write(placed.subList(firstDay, placed.size()));
                run(config, reports, told, stream.windows());
                alerts.toEnd();
                told.addAlerts(alerts.values());
                told.addDeadLetters(List.of());
            }
        }
        assertThat(told.differences(live))
                .as("differences from live, order.seed=" + seed)
                .isEmpty();
        assertThat(told.repeated()).as("told twice, order.seed=" + seed).isEmpty();
        assertThat(told.incomplete())
                .as("windows closed without a partition, order.seed=" + seed)
                .isZero();
        assertThat(told.fired()).as("alerts that fired, order.seed=" + seed).isPositive();
    }

    /** One life of the detector, until so many windows have been told of, over all lives. */
    private static void run(DetectorConfig config, TopicLog<FeatureReport> reports, Fingerprints told, int windows)
            throws Exception {
        long began = System.nanoTime();
        try (RunningDetector running = RunningDetector.start(config)) {
            reports.untilOr(PATIENCE, () -> {
                told.addReports(reports.take());
                return told.rows().size() >= windows;
            });
            assertThat(running.detector().stop()).as("clean stop").isTrue();
        }
        reports.toEnd();
        told.addReports(reports.take());
        System.out.printf(
                "downtime: %d windows after %d ms%n", told.rows().size(), (System.nanoTime() - began) / 1_000_000);
    }
}
