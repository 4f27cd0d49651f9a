package io.tidegauge.operations;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event topics and the baseline topic change under the detector: grow, come, go, lose their records. */
class SourcesChangeTest {

    private static final long SEED = Long.getLong("faults.seed", 20_261_122);
    private static final String QUICK_METADATA = """
            kafka:
              consumer.metadata.max.age.ms: 2000
            """;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private TestCluster cluster;

    @BeforeEach
    void start() {
        System.out.println("faults.seed=" + SEED);
        cluster = TestCluster.start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Path file(String application) throws Exception {
        return cluster.configFile(
                directory, application, FaultRun.SETTINGS.formatted(directory.resolve("state")) + QUICK_METADATA);
    }

    @Tag("faults")
    @Test
    void anEventTopicThatGrowsUnderLoadLosesNothingAndNoWindowClosesWithoutTheNewPartitions() throws Exception {
        DetectorConfig config = cluster.prepare(file("grows"), 4);
        String topic = config.topics().events().get(0);
        try (RunningDetector detector = RunningDetector.start(config);
                FaultRun run = new FaultRun(cluster, config, SEED, 60_000, 2_000)) {
            run.awaitRecovery("the start");
            for (int partitions = 5; partitions <= 8; partitions++) {
                cluster.admin()
                        .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                int newest = partitions - 1;
                for (int i = 0; i < 200; i++) {
                    run.publish(newest, "fraud", known(run, topic, "fraud"));
                }
                run.awaitRecovery("growth to " + partitions + " partitions, "
                        + detector.detector().ready());
            }
            run.finish("partitions-grow", () -> detector.detector().ready().reason());
        }
    }

    @Tag("faults")
    @Test
    void aTopicThatComesToMatchThePatternIsReadFromItsBeginning() throws Exception {
        Path plain = file("pattern");
        DetectorConfig config = cluster.prepare(plain, 4);
        String text = Files.readString(plain).replaceFirst("events: \\[.*]", "events-pattern: pattern-ev.*");
        DetectorConfig byPattern = ConfigLoader.load(Files.writeString(plain, text), Map.of());
        try (RunningDetector detector = RunningDetector.start(byPattern);
                FaultRun run = new FaultRun(cluster, config, SEED, 60_000, 2_000)) {
            run.awaitRecovery("the start");
            for (String topic : List.of("pattern-evening", "pattern-events-2")) {
                cluster.admin()
                        .createTopics(List.of(new NewTopic(topic, 2, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                for (int i = 0; i < 200; i++) {
                    run.publish(topic, i % 2, "churn", known(run, topic, "churn"));
                }
                run.awaitRecovery("a new topic " + topic);
            }
            run.finish("topic-comes", () -> detector.detector().ready().reason());
        }
    }

    @Test
    void eventsThatRetentionDeletesBeforeTheyAreReadAreSaid() throws Exception {
        DetectorConfig config = cluster.prepare(file("retention"), 2);
        String topic = config.topics().events().get(0);
        publish(topic, 0, 5);
        try (RunningDetector detector = RunningDetector.start(config)) {
            await("a commit")
                    .atMost(FaultRun.PATIENCE)
                    .until(() -> detector.detector().ready().well() && cluster.committed("retention", topic) == 5);
        }
        publish(topic, 0, 30);
        deleteUpTo(new TopicPartition(topic, 0), 25);
        publish(topic, 0, 1);

        try (CapturedLog log = new CapturedLog("io.tidegauge", Level.WARN);
                RunningDetector detector = RunningDetector.start(config)) {
            await("the rest to be read")
                    .atMost(FaultRun.PATIENCE)
                    .until(() -> detector.detector().ready().well() && cluster.committed("retention", topic) == 36);
            assertThat(log.messages())
                    .filteredOn(line -> line.contains("action=events-lost"))
                    .singleElement()
                    .asString()
                    .contains("partition=" + topic + "-0 from=5 to=25 events_at_most=20");
        }
    }

    @Test
    void anEventTopicThatIsMadeAnewIsReadFromItsBeginning() throws Exception {
        DetectorConfig config = cluster.prepare(file("anew"), 1);
        String topic = config.topics().events().get(0);
        publish(topic, 0, 40);
        try (RunningDetector detector = RunningDetector.start(config)) {
            await("a commit")
                    .atMost(FaultRun.PATIENCE)
                    .until(() -> detector.detector().ready().well() && cluster.committed("anew", topic) == 40);
        }
        cluster.admin().deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        await("the deletion").atMost(FaultRun.PATIENCE).ignoreExceptions().until(() -> {
            cluster.admin()
                    .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            return true;
        });
        publish(topic, 0, 7);

        try (RunningDetector detector = RunningDetector.start(config)) {
            await("all of the new topic")
                    .atMost(FaultRun.PATIENCE)
                    .until(() -> detector.detector().ready().well() && cluster.committed("anew", topic) == 7);
        }
    }

    private byte[] known(FaultRun run, String topic, String model) {
        return cluster.wire()
                .events()
                .serialize(
                        topic,
                        event(model, "1", run.eventTime())
                                .number("amount", 50 + 10 * random.nextGaussian())
                                .number("count", random.nextInt(20))
                                .text("city", "c" + random.nextInt(8))
                                .build());
    }

    private void publish(String topic, int partition, int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            for (int i = 0; i < count; i++) {
                byte[] value = cluster.wire()
                        .events()
                        .serialize(
                                topic,
                                event("m", "1", 1_609_459_200_000L + i)
                                        .number("x", i)
                                        .build());
                producer.send(new ProducerRecord<>(topic, partition, null, value))
                        .get();
            }
        }
    }

    private void deleteUpTo(TopicPartition part, long offset) throws Exception {
        cluster.admin()
                .deleteRecords(Map.of(part, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get(30, TimeUnit.SECONDS);
    }
}
