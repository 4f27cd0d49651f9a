package io.tidegauge.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.cluster.Letter;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.order.Shape.Placed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;

/** Plays a stream through detectors on a real broker, in a shape; every play is an application with its own topics. */
final class BrokerPlay {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Nobody falls idle: windows close by the closing events alone. */
    private static final String SETTINGS = RandomStream.WINDOWS + """
            timing: {idle-timeout: 10m, max-wait: 10m, commit-interval: %dms}
            state: {internal-partitions: 3, directory: "%s"}
            kafka:
              consumer.max.poll.records: %d
            """;

    private final TestCluster cluster;
    private final Path directory;
    private final String application;
    private final Shape shape;
    private final List<Placed> placed;
    private final List<RunningDetector> running = new ArrayList<>();
    private int started;

    private BrokerPlay(TestCluster cluster, Path directory, String application, Shape shape, RandomStream stream) {
        this.cluster = cluster;
        this.directory = directory;
        this.application = application;
        this.shape = shape;
        this.placed = shape.place(stream);
    }

    /**
     * Publishes the stream, half of it before any detector is there, and waits for as many windows as are due.
     *
     * @param windows the windows due, over all models
     */
    static Told play(
            TestCluster cluster, Path directory, String application, Shape shape, RandomStream stream, long windows)
            throws Exception {
        BrokerPlay play = new BrokerPlay(cluster, directory, application, shape, stream);
        DetectorConfig config = cluster.prepare(play.configFile("topics"), shape.partitions());
        try (TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            try {
                long began = System.nanoTime();
                play.run(config, stream.baselines());
                reports.untilOr(PATIENCE, () -> summaries(reports) >= windows);
                System.out.printf("%s: %d ms%n", shape, (System.nanoTime() - began) / 1_000_000);
                while (!play.running.isEmpty()) {
                    play.stopFirst();
                }
            } finally {
                play.running.forEach(RunningDetector::close);
            }
            reports.toEnd();
            alerts.toEnd();
            dead.toEnd();
            return new Told(
                    reports.values(),
                    alerts.values(),
                    dead.records().stream()
                            .map(letter -> new Letter(letter).reason())
                            .toList());
        }
    }

    private void run(DetectorConfig config, List<BaselineSet> baselines) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            publish(producer, config.topics().baselines(), baselines);
            String topic = config.topics().events().get(0);
            int half = placed.size() / 2;
            publish(producer, topic, 0, half);
            for (int i = 0; i < shape.instances(); i++) {
                start();
            }
            if (shape.restart() && shape.instances() == 1) {
                stopWhenCommitted(topic, half / 4);
            }
            publish(producer, topic, half, placed.size());
            if (shape.restart() && shape.instances() > 1) {
                // The others go on without it, in the middle of the second half.
                stopWhenCommitted(topic, half + 1);
            }
            if (shape.restart()) {
                start();
            }
        }
    }

    private void stopWhenCommitted(String topic, long events) throws Exception {
        Awaitility.await("commit of " + events + " events of " + application)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> cluster.committed(application, topic) >= events);
        long committed = cluster.committed(application, topic);
        System.out.printf("%s: restart after %d of %d events%n", application, committed, placed.size());
        stopFirst();
    }

    private void start() throws Exception {
        started++;
        running.add(RunningDetector.start(ConfigLoader.load(configFile("instance-" + started), Map.of())));
    }

    private Path configFile(String instance) throws Exception {
        Path own = directory.resolve(application + "-" + instance);
        Files.createDirectories(own);
        return cluster.configFile(
                own, application, SETTINGS.formatted(shape.commitMs(), own.resolve("state"), shape.maxPollRecords()));
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, String topic, List<BaselineSet> baselines) {
        Serializer<BaselineRecord> writer = cluster.wire().baselines();
        for (BaselineSet set : baselines) {
            List<BaselineRecord> records = new ArrayList<>(set.features().values());
            records.add(set.manifest());
            for (BaselineRecord record : records) {
                byte[] value = writer.serialize(topic, record);
                producer.send(new ProducerRecord<>(topic, record.key().getBytes(StandardCharsets.UTF_8), value));
            }
        }
        producer.flush();
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, String topic, int from, int to) {
        Serializer<InferenceEvent> writer = cluster.wire().events();
        for (Placed one : placed.subList(from, to)) {
            byte[] value = writer.serialize(topic, one.event());
            producer.send(new ProducerRecord<>(topic, one.partition(), null, value));
        }
        producer.flush();
    }

    private void stopFirst() {
        assertThat(running.remove(0).detector().stop())
                .as("clean stop of a detector of " + application)
                .isTrue();
    }

    private static long summaries(TopicLog<FeatureReport> reports) {
        return reports.values().stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL))
                .count();
    }
}
