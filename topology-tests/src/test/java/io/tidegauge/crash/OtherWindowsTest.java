package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import io.tidegauge.runtime.DetectorFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance is started with other windows than the one that runs: it stops and says why, the other goes on, and what the
 * newcomer had counted in the meantime is neither lost nor counted twice. Then all are started anew with the new windows.
 */
class OtherWindowsTest {

    private static final int EVENTS = 30_000;
    private static final int EVENTS_PER_SECOND = 1_500;
    private static final long SEED = 20_210_102;
    private static final Set<Long> LENGTHS = Set.of(10_000L, 15_000L);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String SETTINGS = """
            windows:
              size: %s
              lateness: 1s
            timing:
              idle-timeout: 2s
              commit-interval: 300ms
            state:
              internal-partitions: 4
              directory: "%s"
            kafka:
              acceptable.recovery.lag: %s
              consumer.heartbeat.interval.ms: 500
              consumer.session.timeout.ms: 6000
            """;

    @TempDir
    private Path directory;

    @Test
    @Timeout(240)
    void theNewcomerStopsTheOlderGoesOnAndNoRowIsLostOrCountedTwice() throws Exception {
        play(100_000_000);
    }

    /**
     * Where a cold start is not acceptable, a newcomer gets no stateful task for long, but most partitions of the event
     * topic: it hears nobody, nobody is heard, and it sees the other in the group alone.
     */
    @Test
    @Tag("faults")
    @Timeout(240)
    void aNewcomerThatHearsNobodySeesTheOlderInTheGroup() throws Exception {
        play(0);
    }

    private void play(long acceptableLag) throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            DetectorConfig old = cluster.prepare(file(cluster, "old", "10s", acceptableLag), 4);
            DetectorConfig next = ConfigLoader.load(file(cluster, "next", "15s", acceptableLag), Map.of());
            try (Traffic traffic =
                    new Traffic(cluster, old.topics().events().get(0), SEED, EVENTS, EVENTS_PER_SECOND)) {
                traffic.publishBaselines(cluster, old.topics().baselines());
                traffic.start();
                try (CapturedLog log = new CapturedLog("io.tidegauge");
                        RunningDetector first = RunningDetector.start(old)) {
                    awaitProgress(cluster, first, traffic);
                    stopsByItself(next);
                    assertThat(log.messages()).anyMatch(line -> line.contains("action=must-stop"));
                    awaitProgress(cluster, first, traffic);
                    Awaitility.await("the older one to be ready again")
                            .atMost(PATIENCE)
                            .until(() -> first.detector().ready().well());
                    awaitWindow(cluster, old);
                }
                try (RunningDetector one = RunningDetector.start(next)) {
                    finish(cluster, next, traffic);
                    assertThat(one.detector().ready().well()).isTrue();
                }
            }
        }
    }

    private static void stopsByItself(DetectorConfig next) throws InterruptedException {
        long before = System.nanoTime();
        try (Detector second = new Detector(next)) {
            second.start();
            assertThatThrownBy(second::await)
                    .isInstanceOf(DetectorFailedException.class)
                    .hasMessageContaining("stop all instances, then start all of them with the new settings");
            assertThat(second.stop()).as("a clean end").isFalse();
        }
        System.out.printf(Locale.ROOT, "newcomer stopped after %.1f s%n", (System.nanoTime() - before) / 1e9);
    }

    private static void awaitProgress(TestCluster cluster, RunningDetector detector, Traffic traffic) throws Exception {
        long due = cluster.committed("other-windows", "other-windows-events") + EVENTS_PER_SECOND;
        Awaitility.await("progress, " + detector.detector().ready() + ", " + traffic.sent() + " sent")
                .atMost(PATIENCE)
                .until(() -> cluster.committed("other-windows", "other-windows-events") >= due);
    }

    /** Or the older one would be stopped before it has closed a window of its own. */
    private static void awaitWindow(TestCluster cluster, DetectorConfig config) {
        try (TopicLog<FeatureReport> reports =
                cluster.follow(config.topics().reports(), cluster.wire().reportReader())) {
            reports.until(
                    PATIENCE,
                    () -> "a window of the older one",
                    () -> !reports.values().isEmpty());
        }
    }

    private static void finish(TestCluster cluster, DetectorConfig config, Traffic traffic) {
        try (TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            traffic.enough();
            Awaitility.await("everything to be published").atMost(PATIENCE).until(traffic::done);
            traffic.close(60_000);
            reports.untilOr(PATIENCE, () -> {
                dead.toEnd();
                return new Ledger(reports.values(), dead.records(), LENGTHS).total() >= traffic.total();
            });
            alerts.toEnd();
            Ledger ledger = new Ledger(reports.values(), dead.records(), LENGTHS);
            assertThat(ledger.accounted()).as("rows + late + dead by model").isEqualTo(traffic.published());
            assertThat(ledger.profiledRows("amount")).as("rows in the profiles").isEqualTo(ledger.rows());
            assertThat(ledger.repeatedReports()).as("reports told twice").isEmpty();
            assertThat(Ledger.repeatedAlerts(alerts.values()))
                    .as("alerts told twice")
                    .isEmpty();
            assertThat(reports.values().stream()
                            .map(report ->
                                    report.window().endMs() - report.window().startMs())
                            .distinct())
                    .as("lengths of windows before and after")
                    .containsAll(LENGTHS);
        }
    }

    private Path file(TestCluster cluster, String instance, String size, long lag) throws Exception {
        Path own = directory.resolve(instance);
        Files.createDirectories(own);
        return cluster.configFile(own, "other-windows", SETTINGS.formatted(size, own.resolve("state"), lag));
    }
}
