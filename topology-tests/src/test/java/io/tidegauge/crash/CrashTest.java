package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run} is killed three times in mid-stream and started again: nothing is lost and nothing is told twice. Against
 * a real broker, because the test driver commits after every record and so cannot show what a crash between commits does.
 */
class CrashTest {

    private static final long SEED = 20_261_122;

    private static final int EVENTS = 200_000;
    private static final int EVENTS_PER_SECOND = 6_000;

    private static final String SETTINGS = """
            windows:
              size: 10s
              advance: 10s
              lateness: 1s
            timing:
              idle-timeout: 2s
              commit-interval: 500ms
            state:
              internal-partitions: 3
              directory: "%s"
            kafka:
              consumer.group.instance.id: crash-1
            """;

    @TempDir
    private Path directory;

    @Test
    void rowsOfFinalReportsLateRowsAndDeadLettersAreWhatWasPublishedAfterThreeKills() throws Exception {
        long seed = Long.getLong("crash.seed", SEED);
        System.out.println("crash.seed=" + seed);
        try (TestCluster cluster = TestCluster.start()) {
            Path file = cluster.configFile(directory, "crash", SETTINGS.formatted(directory.resolve("state")));
            DetectorConfig config = cluster.prepare(file, 4);
            try (Traffic traffic =
                    new Traffic(cluster, config.topics().events().get(0), seed, EVENTS, EVENTS_PER_SECOND)) {
                traffic.publishBaselines(cluster, config.topics().baselines());
                traffic.start();
                killThreeTimes(cluster, file, traffic, new Random(seed));
                finish(cluster, config, file, traffic, seed);
            }
        }
    }

    private void killThreeTimes(TestCluster cluster, Path file, Traffic traffic, Random random) throws Exception {
        for (int kill = 1; kill <= 3; kill++) {
            try (ChildDetector child = ChildDetector.start(file, directory.resolve("run-" + kill + ".out"))) {
                long enough = cluster.committed("crash", "crash-events") + 1 + random.nextInt(30_000);
                Awaitility.await("the detector to commit " + enough + " events, run " + kill)
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> {
                            child.requireAlive();
                            return cluster.committed("crash", "crash-events") >= enough;
                        });
                long delay = random.nextInt(1_000);
                child.killAfter(delay);
                System.out.printf(
                        "kill %d: %d ms after it had committed %d events, %d published, %d committed%n",
                        kill, delay, enough, traffic.sent(), cluster.committed("crash", "crash-events"));
            }
        }
        traffic.enough();
    }

    private void finish(TestCluster cluster, DetectorConfig config, Path file, Traffic traffic, long seed)
            throws Exception {
        try (ChildDetector child = ChildDetector.start(file, directory.resolve("run-4.out"));
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            Awaitility.await("everything to be published")
                    .atMost(Duration.ofSeconds(90))
                    .until(traffic::done);
            traffic.close(60_000);
            long published = traffic.total();
            reports.untilOr(Duration.ofSeconds(120), () -> {
                child.requireAlive();
                dead.toEnd();
                return new Ledger(reports.values(), dead.records()).total() >= published;
            });
            assertThat(child.stop()).as("exit code after SIGTERM").isZero();
            reports.toEnd();
            dead.toEnd();
            alerts.toEnd();
            check(new Ledger(reports.values(), dead.records()), alerts.values(), traffic, seed);
        }
    }

    private static void check(Ledger ledger, List<DriftAlert> alerts, Traffic traffic, long seed) {
        System.out.println("published    " + traffic.published());
        System.out.println("rows         " + ledger.rows());
        System.out.println("late rows    " + ledger.lateRows());
        System.out.println("dead letters " + ledger.deadLetters());
        System.out.println("alerts       " + alerts.size() + " records");
        String ofSeed = " (crash.seed=" + seed + ")";
        assertThat(ledger.accounted())
                .as("rows + late + dead by model" + ofSeed)
                .isEqualTo(traffic.published());
        assertThat(ledger.profiledRows("amount"))
                .as("rows in the profiles" + ofSeed)
                .isEqualTo(ledger.rows());
        assertThat(ledger.repeatedReports()).as("reports told twice" + ofSeed).isEmpty();
        assertThat(Ledger.repeatedAlerts(alerts))
                .as("alerts told twice" + ofSeed)
                .isEmpty();
        assertThat(ledger.incomplete())
                .as("windows closed without a partition" + ofSeed)
                .isZero();
        assertThat(alerts)
                .as("alerts fired" + ofSeed)
                .anyMatch(alert -> alert.state() == AlertState.FIRING
                        && alert.model().model().equals("price")
                        && alert.feature().equals("amount"));
    }
}
