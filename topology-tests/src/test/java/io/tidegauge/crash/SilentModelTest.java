package io.tidegauge.crash;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All events stop: the silence is told once, also over a restart in which the state comes back from the broker, and what
 * comes then resolves the alert that the instance before told.
 */
class SilentModelTest {

    private static final long T0 = 1_609_459_200_000L;
    private static final long MINUTE = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String SETTINGS = """
            windows: {size: 1m, lateness: 0s}
            timing: {idle-timeout: 1s, commit-interval: 200ms, silence-after: 4s}
            state:
              internal-partitions: 2
              directory: "%s"
            """;

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private DetectorConfig config;

    @Test
    void aSilenceIsToldOnceOverARestartAndResolvedByWhatComesThen() throws Exception {
        try (TestCluster started = TestCluster.start();
                KafkaProducer<byte[], byte[]> producer = started.producer()) {
            cluster = started;
            config = cluster.prepare(
                    cluster.configFile(directory, "silent", SETTINGS.formatted(directory.resolve("state"))), 2);
            try (TopicLog<DriftAlert> alerts = cluster.follow(
                            config.topics().alerts(), cluster.wire().alertReader());
                    TopicLog<FeatureReport> reports = cluster.follow(
                            config.topics().reports(), cluster.wire().reportReader())) {
                publishBaseline(producer);
                publish(producer, 0, 0);
                publish(producer, 1, 1);
                try (RunningDetector first = RunningDetector.start(config)) {
                    awaitSummaries(reports, first, 2);
                    assertThat(alerts.values()).isEmpty();
                    awaitAlerts(alerts, first, 1);
                }
                // Read anew by an instance that has the state from the broker alone.
                DetectorConfig elsewhere = ConfigLoader.load(
                        cluster.configFile(directory, "silent", SETTINGS.formatted(directory.resolve("other"))),
                        Map.of());
                try (RunningDetector second = RunningDetector.start(elsewhere)) {
                    publish(producer, 0, 30);
                    awaitAlerts(alerts, second, 2);
                    publish(producer, 1, 31);
                    awaitSummaries(reports, second, 4);
                }
                alerts.toEnd();
                assertThat(alerts.values())
                        .extracting(DriftAlert::state)
                        .startsWith(AlertState.FIRING, AlertState.RESOLVED);
                assertThat(alerts.values()).allMatch(alert -> alert.kind() == AlertKind.SILENCE);
                DriftAlert fired = alerts.values().get(0);
                DriftAlert resolved = alerts.values().get(1);
                assertThat(fired.window().startMs()).isEqualTo(T0 + 2 * MINUTE);
                assertThat(resolved.alertId()).isEqualTo(fired.alertId());
                assertThat(resolved.window().startMs()).isEqualTo(T0 + 30 * MINUTE);
                assertThat(Ledger.repeatedAlerts(alerts.values())).isEmpty();
            }
        }
    }

    private void publishBaseline(KafkaProducer<byte[], byte[]> producer) throws Exception {
        BaselineBuilder builder = new BaselineBuilder();
        for (int i = 0; i < 100; i++) {
            builder.add(event("m", "1", T0 - i).number("x", i % 7).build());
        }
        BaselineSet set =
                builder.build(new BaselineOrigin(new ModelVersion("m", "1"), "b1", Map.of(), 0, T0), "generated");
        List<BaselineRecord> records = new ArrayList<>(set.features().values());
        records.add(set.manifest());
        String topic = config.topics().baselines();
        for (BaselineRecord record : records) {
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(
                            topic, key, cluster.wire().baselines().serialize(topic, record)))
                    .get();
        }
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, int partition, int minute) throws Exception {
        String topic = config.topics().events().get(0);
        byte[] value = cluster.wire()
                .events()
                .serialize(
                        topic,
                        event("m", "1", T0 + minute * MINUTE).number("x", 1).build());
        producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
    }

    private static void awaitAlerts(TopicLog<DriftAlert> alerts, RunningDetector detector, int count) {
        alerts.until(
                PATIENCE,
                () -> count + " alerts, " + detector.detector().ready(),
                () -> alerts.values().size() >= count);
    }

    private static void awaitSummaries(TopicLog<FeatureReport> reports, RunningDetector detector, int count) {
        reports.until(
                PATIENCE,
                () -> count + " windows, " + detector.detector().ready(),
                () -> reports.values().stream()
                                .filter(report -> report.feature().equals(FeatureNames.ALL))
                                .count()
                        >= count);
    }
}
