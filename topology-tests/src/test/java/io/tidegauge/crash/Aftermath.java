package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.Letter;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.order.Told;
import io.tidegauge.runtime.UserTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What an application has told by the end of its faults, held against what was published and what is told without any. */
public final class Aftermath implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final TestCluster cluster;
    private final TopicLog<FeatureReport> reports;
    private final TopicLog<DriftAlert> alerts;
    private final TopicLog<byte[]> dead;
    private final String ofSeed;

    /**
     * Follows what the application tells.
     *
     * @param seed goes into the message of every failure
     */
    public Aftermath(TestCluster cluster, DetectorConfig config, long seed) {
        this.cluster = cluster;
        this.reports = cluster.follow(config.topics().reports(), cluster.wire().reportReader());
        this.alerts = cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
        this.dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer());
        this.ofSeed = " (crash.seed=" + seed + ")";
    }

    /** Reads on until every record that was published has ended somewhere or patience has; asks now and then. */
    public void await(Traffic traffic, Runnable requireAlive) {
        long published = traffic.total();
        reports.untilOr(PATIENCE, () -> {
            requireAlive.run();
            dead.toEnd();
            return ledger().total() >= published;
        });
    }

    /** Nothing is lost, nothing told twice; to be asked when no instance runs any more. */
    public void check(Traffic traffic) {
        toEnd();
        Ledger ledger = ledger();
        assertThat(ledger.accounted())
                .as("rows + late + dead by model" + ofSeed)
                .isEqualTo(traffic.published());
        assertThat(ledger.profiledRows("amount"))
                .as("rows in the profiles" + ofSeed)
                .isEqualTo(ledger.rows());
        assertThat(ledger.repeatedReports()).as("reports told twice" + ofSeed).isEmpty();
        assertThat(Ledger.repeatedAlerts(alerts.values()))
                .as("alerts told twice" + ofSeed)
                .isEmpty();
        assertThat(ledger.incomplete())
                .as("windows closed without a partition" + ofSeed)
                .isZero();
    }

    /**
     * The same records, read by another application that nothing befalls, make it tell the same, field by field. Only
     * for traffic that is in time, and while the disturbed application still runs.
     *
     * @param file the disturbed application's configuration
     */
    public void checkAgainstUndisturbed(Path file, Path directory, Traffic traffic) throws Exception {
        DetectorConfig disturbed = ConfigLoader.load(file, Map.of());
        String application = disturbed.applicationId() + "-undisturbed";
        DetectorConfig config = ConfigLoader.load(
                file,
                Map.of(
                        "TIDEGAUGE_APPLICATION_ID",
                        application,
                        "TIDEGAUGE_STATE_DIRECTORY",
                        directory.resolve(application).toString(),
                        "TIDEGAUGE_TOPICS_REPORTS",
                        application + "-reports",
                        "TIDEGAUGE_TOPICS_ALERTS",
                        application + "-alerts"));
        cluster.createTopics(UserTopics.of(config).stream()
                .filter(topic -> topic.use() == UserTopics.Use.WRITTEN)
                .map(topic -> topic.toNewTopic(Optional.of(2), Optional.of((short) 1)))
                .toList());
        try (Aftermath undisturbed = new Aftermath(cluster, config, 0)) {
            try (RunningDetector running = RunningDetector.start(config)) {
                undisturbed.await(traffic, () -> {});
                // What is told beside the accounts, such as the day's report, may come a moment later, in either.
                undisturbed.reports.untilOr(PATIENCE, () -> {
                    reports.toEnd();
                    return reports.records().size()
                            == undisturbed.reports.records().size();
                });
                assertThat(running.detector().stop())
                        .as("clean stop of the undisturbed")
                        .isTrue();
            }
            undisturbed.check(traffic);
            toEnd();
            assertThat(told().differences(undisturbed.told()))
                    .as("told otherwise than by the undisturbed application" + ofSeed)
                    .isEmpty();
            assertThat(undisturbed.alerts.values()).as("alerts to compare").isNotEmpty();
        }
    }

    /**
     * How long it took from each disturbance until every model had closed a window, in milliseconds. A window's report is
     * stamped when it is closed. Of disturbances that came before the one before was over, the last one counts.
     *
     * @param disturbedAtMs when the disturbances were, by the clock on the wall, in their order
     */
    public List<Long> recoveriesMs(List<Long> disturbedAtMs) {
        List<Long> recoveries = new ArrayList<>();
        for (int i = 0; i < disturbedAtMs.size(); i++) {
            OptionalLong recovery = recoveryMs(disturbedAtMs.get(i));
            long next = i + 1 < disturbedAtMs.size() ? disturbedAtMs.get(i + 1) : Long.MAX_VALUE;
            if (recovery.isPresent() && disturbedAtMs.get(i) + recovery.getAsLong() < next) {
                recoveries.add(recovery.getAsLong());
            }
        }
        return recoveries;
    }

    /** How long it took from one disturbance until every model had closed a window. */
    private OptionalLong recoveryMs(long disturbedAtMs) {
        Set<String> open = new HashSet<>(Traffic.MODELS);
        List<ConsumerRecord<byte[], FeatureReport>> since = reports.records().stream()
                .filter(record -> record.timestamp() > disturbedAtMs)
                .filter(record -> record.value().feature().equals(FeatureNames.ALL))
                .sorted((a, b) -> Long.compare(a.timestamp(), b.timestamp()))
                .toList();
        for (ConsumerRecord<byte[], FeatureReport> closed : since) {
            open.remove(closed.value().model().model());
            if (open.isEmpty()) {
                return OptionalLong.of(closed.timestamp() - disturbedAtMs);
            }
        }
        return OptionalLong.empty();
    }

    /** The line that every fault test ends with. */
    public void print(String fault, int rounds, List<Long> disturbedAtMs) {
        List<Long> recoveries = recoveriesMs(disturbedAtMs);
        System.out.println("recoveries, ms: " + recoveries);
        System.out.printf(
                "fault=%s rounds=%d events=%d result=exact slowest_recovery_s=%s%n",
                fault,
                rounds,
                ledger().total(),
                recoveries.isEmpty() ? "-" : "%.1f".formatted(Collections.max(recoveries) / 1e3));
    }

    public Ledger ledger() {
        return new Ledger(reports.values(), dead.records());
    }

    public List<DriftAlert> alerts() {
        return alerts.values();
    }

    /** Reads all that is committed by now. */
    public void toEnd() {
        reports.toEnd();
        alerts.toEnd();
        dead.toEnd();
    }

    private Told told() {
        return new Told(
                reports.values(),
                alerts.values(),
                dead.records().stream()
                        .map(letter -> new Letter(letter).reason())
                        .toList());
    }

    @Override
    public void close() {
        reports.close();
        alerts.close();
        dead.close();
    }
}
