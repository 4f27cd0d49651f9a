package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector that has long been idle gets a month of events at once, over four partitions: they become visible together,
 * by one transaction. The partition that happens to be read first must not close the windows of those whose events still
 * wait on the broker.
 */
class BurstAfterSilenceTest {

    private static final int EVENTS = 40_000;
    private static final int PARTITIONS = 4;
    private static final long STEP_MS = 60_000;
    private static final long WINDOW_MS = Duration.ofHours(6).toMillis();
    private static final long T0 = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final String SETTINGS = """
            windows: {size: 6h, lateness: 1m, day: false}
            timing: {idle-timeout: 1s, commit-interval: 200ms}
            state: {internal-partitions: 2}
            """;

    @TempDir
    Path directory;

    @Test
    void everyWindowOfTheBurstIsWhole() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            DetectorConfig config = cluster.prepare(cluster.configFile(directory, "burst", SETTINGS), PARTITIONS);
            try (RunningDetector detector = RunningDetector.start(config);
                    TopicLog<FeatureReport> reports = cluster.follow(
                            config.topics().reports(), cluster.wire().reportReader())) {
                awaitIdle(reports, cluster, config);
                Map<Long, Long> expected = publish(cluster, config);
                reports.until(
                        Duration.ofSeconds(90),
                        () -> "all windows, " + detector.detector().ready(),
                        () -> rows(reports).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                >= EVENTS + 1);

                assertThat(rows(reports)).isEqualTo(expected);
                assertThat(reports.values())
                        .allMatch(FeatureReport::complete)
                        .allMatch(report -> report.lateRows() == 0);
            }
        }
    }

    /** One event whose window closes shows that every partition, the three empty ones too, is taken for idle. */
    private static void awaitIdle(TopicLog<FeatureReport> reports, TestCluster cluster, DetectorConfig config) {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            send(cluster, config, producer, 0, T0 - WINDOW_MS);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            reports.toEnd();
            return !rows(reports).isEmpty();
        });
    }

    private static Map<Long, Long> publish(TestCluster cluster, DetectorConfig config) {
        Map<Long, Long> rows = new TreeMap<>();
        rows.put(T0 - WINDOW_MS, 1L);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "burst"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < EVENTS; i++) {
                long time = T0 + i * STEP_MS;
                send(cluster, config, producer, i % PARTITIONS, time);
                rows.merge(Math.floorDiv(time, WINDOW_MS) * WINDOW_MS, 1L, Long::sum);
            }
            producer.commitTransaction();
        }
        return rows;
    }

    private static void send(
            TestCluster cluster,
            DetectorConfig config,
            KafkaProducer<byte[], byte[]> producer,
            int partition,
            long time) {
        String topic = config.topics().events().get(0);
        byte[] value = cluster.wire()
                .events()
                .serialize(topic, event("m", "1", time).number("x", time % 7).build());
        producer.send(new ProducerRecord<>(topic, partition, null, value));
    }

    private static long accounted(TopicLog<FeatureReport> reports) {
        return reports.values().stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL))
                .mapToLong(report -> report.rows() + report.lateRows())
                .sum();
    }

    private static Map<Long, Long> rows(TopicLog<FeatureReport> reports) {
        return new TreeMap<>(reports.values().stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL))
                .collect(Collectors.toMap(report -> report.window().startMs(), FeatureReport::rows, Long::sum)));
    }
}
