package io.tidegauge.crash;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.runtime.ClusterProgress;
import io.tidegauge.topology.DetectorListener;
import io.tidegauge.topology.DriftTopology;
import io.tidegauge.topology.SourceProgress;
import io.tidegauge.topology.StreamsProperties;
import io.tidegauge.topology.TopologyPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drain runs inside a commit. When it fails the commit must fail with it, or what was counted is lost without a
 * word; and the token that asks for it must not go back in time, or every commit warns.
 */
class FailingDrainTest {

    private static final long T0 = 1_609_459_200_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SETTINGS = """
            windows:
              size: 1m
              advance: 1m
              lateness: 0s
              day: false
            timing:
              idle-timeout: 1s
              commit-interval: 200ms
            state:
              internal-partitions: 2
              directory: "%s"
            kafka:
              consumer.session.timeout.ms: 6000
              consumer.heartbeat.interval.ms: 1000
            """;

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private DetectorConfig config;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.start();
        Path file = cluster.configFile(directory, "drain", SETTINGS.formatted(directory.resolve("state")));
        config = cluster.prepare(file, 1);
        producer = cluster.producer();
    }

    @AfterEach
    void stop() {
        producer.close();
        cluster.close();
    }

    @Test
    void aDrainThatFailsStopsTheThreadAndItsEventsAreCountedByTheNext() throws Exception {
        for (int i = 0; i < 20; i++) {
            publish(i, null);
        }
        assertThat(deathOf(config)).as("what ended the stream thread").hasStackTraceContaining("the drain fails");
        assertThat(cluster.committed("drain", config.topics().events().get(0)))
                .as("events committed by the run that could not drain")
                .isZero();

        try (RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader())) {
            awaitRows(reports, detector, 20);
        }
    }

    @Test
    void recordsWhoseTimestampsGoBackDrainAtEveryCommitWithoutAWarning() throws Exception {
        long now = System.currentTimeMillis();
        try (CapturedLog log = new CapturedLog("org.apache.kafka.streams");
                RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader())) {
            for (int i = 0; i < 5; i++) {
                publish(i, now - i * 60_000L);
                long through = i + 1;
                Awaitility.await("commit of event " + i)
                        .atMost(PATIENCE)
                        .until(() -> cluster.committed(
                                        "drain", config.topics().events().get(0))
                                >= through);
            }
            awaitRows(reports, detector, 5);
            assertThat(log.messages()).noneMatch(line -> line.contains("out-of-order"));
        }
    }

    /** Runs the topology with a cluster view that fails the drain of a commit, until that ends the thread. */
    private Throwable deathOf(DetectorConfig failing) throws Exception {
        AtomicReference<Throwable> death = new AtomicReference<>();
        try (ClusterProgress progress = ClusterProgress.open(failing, cluster.admin())) {
            TopologyPorts ports = new TopologyPorts(
                    cluster.wire()::eventDecoder,
                    cluster.wire().reports(),
                    cluster.wire().alerts(),
                    cluster.wire()::baselineReader,
                    new FailsInTheDrain(progress),
                    DetectorListener.NONE);
            try (KafkaStreams streams =
                    new KafkaStreams(DriftTopology.build(failing, ports), StreamsProperties.of(failing))) {
                streams.setUncaughtExceptionHandler(failure -> {
                    death.set(failure);
                    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                });
                streams.start();
                Awaitility.await("end of the stream thread")
                        .atMost(PATIENCE)
                        .until(() -> streams.state() == KafkaStreams.State.ERROR);
            }
        }
        return death.get();
    }

    private void publish(int i, Long recordTimeMs) throws Exception {
        String topic = config.topics().events().get(0);
        byte[] value = cluster.wire()
                .events()
                .serialize(topic, event("m", "1", T0 + i).number("x", i).build());
        producer.send(new ProducerRecord<>(topic, 0, recordTimeMs, null, value)).get();
    }

    private static void awaitRows(TopicLog<FeatureReport> reports, RunningDetector detector, long rows) {
        reports.until(
                PATIENCE,
                () -> rows + " rows, " + detector.detector().ready(),
                () -> reports.values().stream()
                                .filter(report -> report.feature().equals(FeatureNames.ALL))
                                .mapToLong(FeatureReport::rows)
                                .sum()
                        == rows);
    }

    /** A view of the cluster that cannot be had while a commit drains; elsewhere it is the real one. */
    private record FailsInTheDrain(SourceProgress progress) implements SourceProgress {

        @Override
        public SortedMap<String, Integer> eventPartitions() {
            Set<String> flush = Set.of("flushCache", "prepareCommit");
            if (StackWalker.getInstance()
                    .walk(frames -> frames.anyMatch(frame -> flush.contains(frame.getMethodName())))) {
                throw new IllegalStateException("the drain fails");
            }
            return progress.eventPartitions();
        }

        @Override
        public long committed(String topic, int partition) {
            return progress.committed(topic, partition);
        }

        @Override
        public Optional<End> end(String topic, int partition) {
            return progress.end(topic, partition);
        }

        @Override
        public SortedMap<Integer, Long> baselineEndOffsets() {
            return progress.baselineEndOffsets();
        }
    }
}
