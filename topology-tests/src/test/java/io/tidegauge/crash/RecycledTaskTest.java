package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances that come and go hand tasks to and fro between active and standby. A task that was active before keeps its
 * stores, but their processors start anew: whatever an operator remembers beside its stores must be forgotten then.
 */
class RecycledTaskTest {

    private static final int EVENTS = 60_000;
    private static final int EVENTS_PER_SECOND = 2_000;
    private static final long SEED = 20_210_101;

    private static final String SETTINGS = """
            windows:
              size: 10s
              advance: 10s
              lateness: 1s
            timing:
              idle-timeout: 2s
              commit-interval: 300ms
            state:
              internal-partitions: 4
              standby-replicas: 1
              directory: "%s"
            kafka:
              acceptable.recovery.lag: 100000000
              consumer.heartbeat.interval.ms: 500
              consumer.session.timeout.ms: 10000
            """;

    @TempDir
    private Path directory;

    @Test
    void tasksThatGoFromActiveToStandbyAndBackCountEveryRowOnce() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            DetectorConfig first = cluster.prepare(file(cluster, "one"), 4);
            DetectorConfig second = ConfigLoader.load(file(cluster, "two"), Map.of());
            try (CapturedLog actives = recycled("StreamTask");
                    CapturedLog standbys = recycled("StandbyTask");
                    Traffic traffic =
                            new Traffic(cluster, first.topics().events().get(0), SEED, EVENTS, EVENTS_PER_SECOND)) {
                traffic.publishBaselines(cluster, first.topics().baselines());
                traffic.start();
                try (RunningDetector stays = RunningDetector.start(first)) {
                    for (int i = 1; i <= 3; i++) {
                        comeAndGo(cluster, second);
                    }
                    assertThat(recycles(actives))
                            .as("active tasks that became standbys")
                            .isPositive();
                    assertThat(recycles(standbys))
                            .as("standbys that became active")
                            .isPositive();
                    finish(cluster, first, traffic);
                }
            }
        }
    }

    /** A second instance takes its share of the tasks, works a while, and leaves. */
    private static void comeAndGo(TestCluster cluster, DetectorConfig second) throws Exception {
        try (RunningDetector two = RunningDetector.start(second)) {
            awaitProgress(cluster, two);
        }
    }

    private static void awaitProgress(TestCluster cluster, RunningDetector detector) throws Exception {
        long due = cluster.committed("recycled", "recycled-events") + EVENTS_PER_SECOND;
        Awaitility.await("progress, " + detector.detector().ready())
                .atMost(Duration.ofSeconds(60))
                .until(() -> cluster.committed("recycled", "recycled-events") >= due);
    }

    private static void finish(TestCluster cluster, DetectorConfig config, Traffic traffic) {
        try (TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            traffic.enough();
            Awaitility.await("everything to be published")
                    .atMost(Duration.ofSeconds(90))
                    .until(traffic::done);
            traffic.close(60_000);
            reports.untilOr(Duration.ofSeconds(90), () -> {
                dead.toEnd();
                return new Ledger(reports.values(), dead.records()).total() >= traffic.total();
            });
            alerts.toEnd();
            Ledger ledger = new Ledger(reports.values(), dead.records());
            assertThat(ledger.accounted()).as("rows + late + dead by model").isEqualTo(traffic.published());
            assertThat(ledger.profiledRows("amount")).as("rows in the profiles").isEqualTo(ledger.rows());
            assertThat(ledger.repeatedReports()).as("reports told twice").isEmpty();
            assertThat(Ledger.repeatedAlerts(alerts.values()))
                    .as("alerts told twice")
                    .isEmpty();
        }
    }

    private Path file(TestCluster cluster, String instance) throws Exception {
        Path own = directory.resolve(instance);
        Files.createDirectories(own);
        return cluster.configFile(own, "recycled", SETTINGS.formatted(own.resolve("state")));
    }

    private static CapturedLog recycled(String task) {
        return new CapturedLog("org.apache.kafka.streams.processor.internals." + task, Level.INFO);
    }

    private static long recycles(CapturedLog log) {
        return log.messages().stream().filter(line -> line.contains("recycled")).count();
    }
}
