package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.BrokerFleet;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * A detector in a process of its own, on brokers in processes of their own, under steady traffic; and the account at the
 * end, whatever happened to the brokers meanwhile.
 */
final class BrokerScene implements AutoCloseable {

    static final String APPLICATION = "outage";

    /** How long anything may take to come right again once all brokers run. */
    static final Duration PATIENCE = Duration.ofSeconds(180);

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
            """;

    private final String fault;
    private final long seed;
    private final Path directory;
    private final BrokerFleet fleet;
    private final TestCluster cluster;
    private final Path file;
    private final DetectorConfig config;
    private final Traffic traffic;
    private final Closings closings;
    private ChildDetector child;
    private int runs;
    private int rounds;
    private long slowestMs;

    private BrokerScene(String fault, int brokers, Path directory, long seed, int perSecond, String settings)
            throws Exception {
        this.fault = fault;
        this.seed = seed;
        this.directory = directory;
        fleet = BrokerFleet.start(brokers, directory, Map.of("broker.session.timeout.ms", "6000"));
        cluster = TestCluster.of(fleet);
        file = cluster.configFile(directory, APPLICATION, SETTINGS.formatted(directory.resolve("state")) + settings);
        config = cluster.prepare(file, 4);
        traffic = new Traffic(cluster, config.topics().events().get(0), seed, 0, perSecond);
        traffic.publishBaselines(cluster, config.topics().baselines());
        closings = new Closings(cluster, config.topics().reports());
        startDetector();
    }

    /**
     * Starts everything and waits for the first window.
     *
     * @param fault its name in what is printed
     * @param settings more lines of the detector's configuration
     */
    static BrokerScene start(String fault, int brokers, Path directory, long seed, int perSecond, String settings)
            throws Exception {
        BrokerScene scene = new BrokerScene(fault, brokers, directory, seed, perSecond, settings);
        scene.traffic.start();
        scene.awaitClosing("the first window");
        return scene;
    }

    BrokerFleet fleet() {
        return fleet;
    }

    TestCluster cluster() {
        return cluster;
    }

    DetectorConfig config() {
        return config;
    }

    ChildDetector detector() {
        return child;
    }

    /** Starts the detector again after it ended. */
    void startDetector() throws Exception {
        child = ChildDetector.start(file, directory.resolve("run-" + ++runs + ".out"));
    }

    /** Waits for a window that closes after now, which is when the fault of a round is over or has struck. */
    void awaitRecovery(String what) {
        rounds++;
        long took = awaitClosing(what);
        slowestMs = Math.max(slowestMs, took);
        System.out.printf(Locale.ROOT, "%s: %s: next window closed after %.1f s%n", fault, what, took / 1000.0);
    }

    private long awaitClosing(String what) {
        long from = System.nanoTime();
        Awaitility.await("a window to close: " + what).atMost(PATIENCE).until(() -> {
            child.requireAlive();
            return closings.lastNanos() - from > 0;
        });
        return (closings.lastNanos() - from) / 1_000_000;
    }

    /** Ends the traffic, waits until all of it is accounted for, stops the detector, and checks the account. */
    void finish() throws Exception {
        traffic.enough();
        Awaitility.await("everything to be published").atMost(PATIENCE).until(traffic::done);
        traffic.close(60_000);
        try (TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            long published = traffic.total();
            reports.untilOr(PATIENCE, () -> {
                child.requireAlive();
                dead.toEnd();
                return new Ledger(reports.values(), dead.records()).total() >= published;
            });
            assertThat(child.stop()).as("exit code after SIGTERM").isZero();
            reports.toEnd();
            dead.toEnd();
            alerts.toEnd();
            check(new Ledger(reports.values(), dead.records()), alerts.values());
        }
    }

    private void check(Ledger ledger, List<DriftAlert> alerts) {
        String of = " after " + fault + " (seed " + seed + ")";
        assertThat(ledger.accounted()).as("rows + late + dead by model" + of).isEqualTo(traffic.published());
        assertThat(ledger.profiledRows("amount"))
                .as("rows in the profiles" + of)
                .isEqualTo(ledger.rows());
        assertThat(ledger.repeatedReports()).as("reports told twice" + of).isEmpty();
        assertThat(Ledger.repeatedAlerts(alerts)).as("alerts told twice" + of).isEmpty();
        assertThat(ledger.incomplete())
                .as("windows closed without a partition" + of)
                .isZero();
        assertThat(alerts)
                .as("alerts of undrifted features" + of)
                .noneMatch(alert -> alert.state() == AlertState.FIRING
                        && !alert.model().model().equals("price"));
        System.out.printf(
                Locale.ROOT,
                "fault=%s rounds=%d events=%d result=exact slowest_recovery_s=%.1f longest_gap_s=%.1f%n",
                fault,
                rounds,
                traffic.total(),
                slowestMs / 1000.0,
                closings.longestGapMs() / 1000.0);
    }

    @Override
    public void close() throws Exception {
        child.close();
        closings.close();
        traffic.close();
        cluster.close();
    }
}
