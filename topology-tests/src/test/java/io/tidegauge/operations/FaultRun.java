package io.tidegauge.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.crash.Ledger;
import io.tidegauge.crash.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Traffic through a detector while something is done to what it depends on. At the end every published record is
 * accounted for, as counted by who published it, nothing was told twice, and nothing fired but the drift that there is.
 */
final class FaultRun implements AutoCloseable {

    /** Windows of ten seconds of event time, a thousand events; commits every half a second. */
    static final String SETTINGS = """
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

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long STEP_MS = 10;

    private final TestCluster cluster;
    private final DetectorConfig config;
    private final Traffic traffic;
    private final TopicLog<FeatureReport> reports;
    private final TopicLog<DriftAlert> alerts;
    private final TopicLog<byte[]> dead;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SortedMap<String, Long> added = new TreeMap<>();
    private double slowestRecovery;
    private int rounds;

    FaultRun(TestCluster cluster, DetectorConfig config, long seed, int events, int perSecond) throws Exception {
        this.cluster = cluster;
        this.config = config;
        this.traffic = new Traffic(cluster, topic(config), seed, events, perSecond);
        this.reports = cluster.follow(config.topics().reports(), cluster.wire().reportReader());
        this.alerts = cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
        this.dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer());
        this.producer = cluster.producer();
        traffic.publishBaselines(cluster, config.topics().baselines());
        traffic.start();
    }

    private static String topic(DetectorConfig config) {
        return config.topics().events().get(0);
    }

    Traffic traffic() {
        return traffic;
    }

    /** The event time that the traffic has come to. */
    long eventTime() {
        return Traffic.T0 + traffic.sent() * STEP_MS;
    }

    /** Publishes a record of the run's own beside the traffic. */
    void publish(String topic, int partition, String model, byte[] value) throws Exception {
        byte[] key = model.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
        added.merge(model, 1L, Long::sum);
    }

    void publish(int partition, String model, byte[] value) throws Exception {
        publish(topic(config), partition, model, value);
    }

    /** Waits for reports of windows beyond those there are: from the end of a disturbance this is how long recovery took. */
    void awaitRecovery(String what) {
        reports.toEnd();
        int before = reports.values().size();
        long began = System.nanoTime();
        reports.until(
                PATIENCE,
                () -> "a window closed after " + what,
                () -> reports.values().size() > before);
        double took = (System.nanoTime() - began) / 1e9;
        System.out.printf(Locale.ROOT, "recovery after %s: %.1f s%n", what, took);
        slowestRecovery = Math.max(slowestRecovery, took);
        rounds++;
    }

    long reported() {
        reports.toEnd();
        return reports.values().size();
    }

    long deadLetters() {
        dead.toEnd();
        return dead.records().size();
    }

    Ledger ledger() {
        reports.toEnd();
        dead.toEnd();
        return new Ledger(reports.values(), dead.records());
    }

    private SortedMap<String, Long> published() {
        SortedMap<String, Long> all = traffic.published();
        added.forEach((model, count) -> all.merge(model, count, Long::sum));
        return all;
    }

    /** Lets the traffic end, waits until all of it is accounted for, and checks the accounts. */
    void finish(String fault, Supplier<String> state) {
        traffic.enough();
        reports.untilOr(PATIENCE, traffic::done);
        traffic.close(60_000);
        long total = published().values().stream().mapToLong(Long::longValue).sum();
        reports.untilOr(PATIENCE, () -> ledger().total() >= total);
        alerts.toEnd();
        Ledger ledger = ledger();
        String as = fault + ", " + state.get();
        assertThat(ledger.accounted()).as("rows + late + dead by model, %s", as).isEqualTo(published());
        assertThat(ledger.profiledRows("amount"))
                .as("rows in the profiles, %s", as)
                .isEqualTo(ledger.rows());
        assertThat(ledger.repeatedReports()).as("reports told twice, %s", as).isEmpty();
        assertThat(Ledger.repeatedAlerts(alerts.values()))
                .as("alerts told twice, %s", as)
                .isEmpty();
        assertThat(ledger.incomplete())
                .as("windows closed without a partition, %s", as)
                .isZero();
        assertThat(alerts.values())
                .as("what fires, %s", as)
                .filteredOn(alert -> alert.state() == AlertState.FIRING)
                .isNotEmpty()
                .allMatch(alert ->
                        alert.model().model().equals("price") && alert.feature().equals("amount"));
        System.out.printf(
                Locale.ROOT,
                "fault=%s rounds=%d events=%d result=ok late=%s dead=%s slowest_recovery_s=%.1f%n",
                fault,
                rounds,
                total,
                ledger.lateRows(),
                ledger.deadLetters(),
                slowestRecovery);
    }

    TestCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        traffic.close();
        producer.close();
        reports.close();
        alerts.close();
        dead.close();
    }
}
