package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.topology.DetectorListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What the cluster says of progress, by a real broker: every case of a partition that holds windows open or does not. */
class ClusterProgressTest {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private static TestCluster cluster;

    @TempDir
    private Path directory;

    private DetectorConfig config;
    private String events;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void topics(TestInfo test) throws Exception {
        String application = "progress-" + test.getDisplayName().replaceAll("\\W", "");
        config = cluster.prepare(cluster.configFile(directory, application, ""), 2);
        events = config.topics().events().get(0);
    }

    @Test
    void aPartitionWithNothingInItIsCaughtUpAndOneThatWasNotReadIsNot() {
        produce(events, 1, 3);
        try (ClusterProgress progress = open()) {
            assertThat(progress.eventPartitions()).isEqualTo(new TreeMap<>(Map.of(events, 2)));
            assertThat(caughtUp(progress, events, 0)).as("nothing in it").isTrue();
            assertThat(caughtUp(progress, events, 1))
                    .as("three records, none read")
                    .isFalse();
            assertThat(caughtUp(progress, events, 2)).as("no such partition").isFalse();
            assertThat(caughtUp(progress, "another", 0)).as("no topic of ours").isFalse();
            commit(events, 1, 2);
            await().during(Duration.ofMillis(600)).until(() -> !caughtUp(progress, events, 1));
            commit(events, 1, 3);
            await().atMost(Duration.ofSeconds(10)).until(() -> caughtUp(progress, events, 1));
            produce(events, 1, 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> !caughtUp(progress, events, 1));
        }
    }

    @Test
    void anAnswerSaysWhenItWasAskedFor() {
        produce(events, 1, 3);
        try (ClusterProgress progress = open()) {
            long instant = System.nanoTime();
            assertThat(progress.end(events, 1).orElseThrow().askedNanos() - instant)
                    .as("asked before")
                    .isNegative();
            await("a refresh that began after the instant")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> progress.end(events, 1).orElseThrow().askedNanos() - instant > 0);
            assertThat(progress.end(events, 1).orElseThrow().offset()).isEqualTo(3);
        }
    }

    @Test
    void transactionMarkersAndAbortedRecordsAreNothingToRead() {
        transaction(events, 0, 5, true);
        transaction(events, 1, 5, false);
        commit(events, 0, 5);
        assertThat(end(events, 0)).as("five records and a marker").isEqualTo(6);
        try (ClusterProgress progress = open()) {
            await("the marker alone is left of partition 0")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> caughtUp(progress, events, 0));
            await("partition 1 holds aborted records only")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> caughtUp(progress, events, 1));
            transaction(events, 1, 1, true);
            await("a committed record came").atMost(Duration.ofSeconds(10)).until(() -> !caughtUp(progress, events, 1));
            assertThat(caughtUp(progress, events, 0)).isTrue();
        }
    }

    @Test
    void newPartitionsAreSeen() throws Exception {
        try (ClusterProgress progress = open()) {
            cluster.admin()
                    .createPartitions(Map.of(events, NewPartitions.increaseTo(5)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> progress.eventPartitions().equals(new TreeMap<>(Map.of(events, 5))));
        }
    }

    @Test
    void topicsThatComeToMatchThePatternAreSeen() throws Exception {
        String text = Files.readString(directory.resolve(config.applicationId() + ".yaml"))
                .replaceFirst("events: \\[.*]", "events-pattern: " + config.applicationId() + "-ev.*");
        Path file = Files.writeString(directory.resolve("pattern.yaml"), text);
        config = ConfigLoader.load(file, Map.of());
        try (ClusterProgress progress = open()) {
            assertThat(progress.eventPartitions()).containsOnlyKeys(events);
            String another = config.applicationId() + "-evening";
            cluster.admin()
                    .createTopics(List.of(new NewTopic(another, Optional.of(3), Optional.empty())))
                    .all()
                    .get(10, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> progress.eventPartitions().equals(new TreeMap<>(Map.of(events, 2, another, 3))));
        }
    }

    @Test
    void baselinesEndAfterTheLastRecordThatCanBeRead() {
        String baselines = config.topics().baselines();
        transaction(baselines, 0, 4, true);
        transaction(baselines, 0, 3, false);
        transaction(baselines, 1, 2, false);
        assertThat(end(baselines, 0)).as("4 records, marker, 3 aborted, marker").isEqualTo(9);
        try (ClusterProgress progress = open()) {
            SortedMap<Integer, Long> expected = new TreeMap<>(Map.of(0, 4L, 1, 0L));
            assertThat(progress.baselineEndOffsets()).isEqualTo(expected);
            assertThat(progress.committed(baselines, 0)).isZero();
            produce(baselines, 0, 1);
            commit(baselines, 0, 10);
            await().atMost(Duration.ofSeconds(10)).until(() -> progress.committed(baselines, 0) == 10);
            assertThat(progress.baselineEndOffsets())
                    .as("the ends as of start-up")
                    .isEqualTo(expected);
        }
        try (ClusterProgress progress = open()) {
            assertThat(progress.baselineEndOffsets()).isEqualTo(new TreeMap<>(Map.of(0, 10L, 1, 0L)));
        }
    }

    @Test
    void baselinesThatGoBeforeTheyAreReadCountAsRead() throws Exception {
        String baselines = config.topics().baselines();
        produce(baselines, 0, 5);
        produce(baselines, 1, 2);
        try (ClusterProgress progress = open()) {
            assertThat(progress.baselineEndOffsets()).isEqualTo(new TreeMap<>(Map.of(0, 5L, 1, 2L)));
            await().during(Duration.ofMillis(600)).until(() -> progress.committed(baselines, 0) == 0);
            // Compaction would take them one by one; a topic that is only compacted does not let us.
            cluster.admin()
                    .incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, baselines),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get(10, TimeUnit.SECONDS);
            await("the broker knows the new policy")
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptionsMatching(thrown -> thrown.getCause() instanceof PolicyViolationException)
                    .until(() -> cluster.admin()
                                    .deleteRecords(
                                            Map.of(new TopicPartition(baselines, 0), RecordsToDelete.beforeOffset(5)))
                                    .lowWatermarks()
                                    .get(new TopicPartition(baselines, 0))
                                    .get(10, TimeUnit.SECONDS)
                                    .lowWatermark()
                            == 5);
            await("nothing is left to be read of partition 0")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> progress.committed(baselines, 0) == 5);
            assertThat(progress.committed(baselines, 1))
                    .as("two records, unread")
                    .isZero();
        }
    }

    @Test
    void baselinesWhoseTailIsNothingThatIsHandedOutCountAsRead() {
        String baselines = config.topics().baselines();
        produce(baselines, 0, 3);
        try (ClusterProgress progress = open()) {
            transaction(baselines, 0, 4, false);
            commit(baselines, 0, 3);
            await().atMost(Duration.ofSeconds(10)).until(() -> progress.committed(baselines, 0) == 3);
        }
    }

    @Test
    void aCommittedOffsetBeyondTheEndIsOfAnotherTopic() {
        produce(events, 0, 3);
        commit(events, 0, 40);
        try (ClusterProgress progress = open()) {
            assertThat(progress.committed(events, 0))
                    .as("nothing of this topic")
                    .isZero();
            assertThat(progress.end(events, 0).orElseThrow().offset()).isEqualTo(3);
        }
    }

    @Test
    void aTopicThatDoesNotExistFailsTheOpening() throws Exception {
        cluster.admin().deleteTopics(List.of(events)).all().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(this::open).isInstanceOf(KafkaException.class);
    }

    @Test
    void withoutTheBrokerNothingIsCaughtUpAndNothingIsThrown() {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        boolean running = true;
        DetectorConfig alone =
                DetectorConfig.minimal(broker.bootstrapServers(), cluster.registryUrl(), "progress-alone");
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        try {
            UserTopics.create(admin, alone, Optional.of(1), Optional.empty());
            try (ClusterProgress progress = ClusterProgress.open(alone, admin, DetectorListener.NONE, INTERVAL)) {
                assertThat(caughtUp(progress, "inference-events", 0)).isTrue();
                broker.close();
                running = false;
                await().atMost(Duration.ofSeconds(10)).until(() -> !caughtUp(progress, "inference-events", 0));
                assertThat(progress.eventPartitions())
                        .as("what is known stays known")
                        .isEqualTo(new TreeMap<>(Map.of("inference-events", 1)));
            }
        } finally {
            admin.close(Duration.ZERO);
            if (running) {
                broker.close();
            }
        }
    }

    private ClusterProgress open() {
        return ClusterProgress.open(config, cluster.admin(), DetectorListener.NONE, INTERVAL);
    }

    private static void produce(String topic, int partition, int count) {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            send(producer, topic, partition, count);
        }
    }

    private static void transaction(String topic, int partition, int count, boolean commit) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        properties.put("transactional.id", UUID.randomUUID().toString());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, topic, partition, count);
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int partition, int count) {
        for (int i = 0; i < count; i++) {
            byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, partition, key, new byte[] {1}));
        }
    }

    private void commit(String topic, int partition, long offset) {
        try {
            cluster.admin()
                    .alterConsumerGroupOffsets(
                            config.applicationId(),
                            Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("offset could not be committed", failed);
        }
    }

    private static long end(String topic, int partition) {
        TopicPartition part = new TopicPartition(topic, partition);
        return new AdminQueries(cluster.admin(), Duration.ofSeconds(10))
                .ends(List.of(part))
                .get(part);
    }

    /** Whether the last answer, where it is not too old, knows of nothing readable beyond what is committed. */
    private static boolean caughtUp(ClusterProgress progress, String topic, int partition) {
        return progress.end(topic, partition)
                .filter(end -> end.offset() <= progress.committed(topic, partition))
                .isPresent();
    }
}
