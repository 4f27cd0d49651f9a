package io.tidegauge.crash;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Detector;
import io.tidegauge.runtime.DetectorFailedException;
import io.tidegauge.runtime.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The broker refuses what the detector writes: it stops and says which topic, how large a record and what to change, and
 * goes on from where it was once that is changed. What merely fences it is no reason to stop.
 */
class RefusedRecordTest {

    private static final long T0 = 1_609_459_200_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MODEL = "m";

    private static final String SETTINGS = """
            windows:
              size: 1m
              advance: 1m
              lateness: 0s
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

    private static TestCluster cluster;

    @TempDir
    private Path directory;

    private DetectorConfig config;
    private KafkaProducer<byte[], byte[]> producer;
    private int published;

    /** A topic's setting under which it refuses a record of ours, and what is then said. */
    private enum Refusal {
        REPORT_TOO_LARGE("-reports", "max.message.bytes", "150", "RecordTooLargeException", "raise max.message.bytes"),
        DEAD_LETTER_TOO_LARGE(
                "-dead-letters", "max.message.bytes", "300", "RecordTooLargeException", "raise max.message.bytes"),
        PARTIAL_TOO_LARGE(
                "-partials-repartition",
                "max.message.bytes",
                "150",
                "RecordTooLargeException",
                "raise max.message.bytes"),
        STATE_TOO_LARGE(
                "-panes-changelog", "max.message.bytes", "100", "RecordTooLargeException", "raise max.message.bytes"),
        REPORT_STAMP_REFUSED(
                "-reports", "message.timestamp.before.max.ms", "1", "InvalidRecordException: Timestamp", "clock");

        private final String topic;
        private final String setting;
        private final String value;
        private final String exception;
        private final String remedy;

        Refusal(String topic, String setting, String value, String exception, String remedy) {
            this.topic = topic;
            this.setting = setting;
            this.value = value;
            this.exception = exception;
            this.remedy = remedy;
        }
    }

    @BeforeAll
    static void startCluster() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        String application = "refused-" + test.getDisplayName().replaceAll("\\W", "");
        Path file = cluster.configFile(directory, application, SETTINGS.formatted(directory.resolve("state")));
        config = cluster.prepare(file, 1);
        producer = cluster.producer();
    }

    @AfterEach
    void stop() {
        producer.close();
    }

    @Test
    void aReportIsTooLarge() throws Exception {
        stopsWithTheReasonAndGoesOnOnceTheTopicTakesIt(Refusal.REPORT_TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPORT_TOO_LARGE")
    @Tag("faults")
    void anythingElseIsRefused(Refusal refusal) throws Exception {
        stopsWithTheReasonAndGoesOnOnceTheTopicTakesIt(refusal);
    }

    private void stopsWithTheReasonAndGoesOnOnceTheTopicTakesIt(Refusal refusal) throws Exception {
        String topic = config.applicationId() + refusal.topic;
        try (CapturedLog log = new CapturedLog("io.tidegauge")) {
            try (RunningDetector running = RunningDetector.start(config)) {
                publish(5);
                awaitRead(5);
                set(topic, refusal.setting, refusal.value);
                publish(5);
                assertThat(deathOf(running))
                        .hasMessageStartingWith("the detector died: ")
                        .hasMessageContaining(refusal.exception);
            }
            assertThat(log.messages())
                    .anyMatch(line -> line.startsWith("action=refused-record topic=" + topic + " partition=")
                            && line.contains(refusal.exception)
                            && line.contains(refusal.remedy))
                    .anyMatch(
                            line -> line.startsWith("action=shut-down reason=\"") && line.contains(refusal.exception));
        }
        set(topic, refusal.setting, null);
        try (RunningDetector again = RunningDetector.start(config)) {
            publish(5);
            awaitAccount(again);
        }
    }

    @Test
    void isFencedAndGoesOnByItself() throws Exception {
        try (RunningDetector running = RunningDetector.start(config)) {
            for (int round = 0; round < 3; round++) {
                publish(5);
                awaitRead(published);
                List<String> ours = cluster.admin().listTransactions().all().get(30, TimeUnit.SECONDS).stream()
                        .map(TransactionListing::transactionalId)
                        .filter(id -> id.startsWith(config.applicationId()))
                        .toList();
                assertThat(ours).as("transactions of the detector").isNotEmpty();
                cluster.admin().fenceProducers(ours).all().get(30, TimeUnit.SECONDS);
            }
            publish(5);
            awaitAccount(running);
        }
    }

    @Test
    @Tag("faults")
    void anEventTopicThatIsDeletedStopsItAndTheNextStartNamesIt() throws Exception {
        try (RunningDetector running = RunningDetector.start(config)) {
            publish(5);
            awaitRead(5);
            cluster.admin().deleteTopics(config.topics().events()).all().get(30, TimeUnit.SECONDS);
            assertThat(deathOf(running)).hasMessageContaining("MissingSourceTopicException");
        }
        try (Detector next = new Detector(config)) {
            assertThat(catchThrowableOfType(StartRefusedException.class, next::start))
                    .hasMessageContaining("topic " + events() + ": does not exist");
        }
    }

    @Test
    @Tag("faults")
    void anOutputTopicThatIsDeletedIsWaitedFor() throws Exception {
        String reports = config.topics().reports();
        try (RunningDetector running = RunningDetector.start(config)) {
            cluster.admin().deleteTopics(List.of(reports)).all().get(30, TimeUnit.SECONDS);
            publish(5);
            long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            Awaitility.await().atMost(PATIENCE).until(() -> System.nanoTime() - until > 0);
            assertThat(running.detector().live().well()).isTrue();
            cluster.createTopics(List.of(new NewTopic(reports, Optional.of(2), Optional.empty())));
            publish(5);
            awaitAccount(running);
        }
    }

    /** Events of minutes that follow one another, and each time one that nobody can read. */
    private void publish(int minutes) throws Exception {
        byte[] key = MODEL.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < minutes; i++) {
            byte[] value = i == 0
                    ? new byte[400]
                    : cluster.wire()
                            .events()
                            .serialize(
                                    events(),
                                    event(MODEL, "1", T0 + published * 60_000L)
                                            .number("x", i)
                                            .build());
            producer.send(new ProducerRecord<>(events(), key, value)).get();
            published++;
        }
    }

    /** What is thrown to who waits for its end. */
    private static Throwable deathOf(RunningDetector running) throws Exception {
        return CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                        DetectorFailedException.class, () -> running.detector().await()))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitRead(int offset) {
        Awaitility.await(offset + " events to be committed")
                .atMost(PATIENCE)
                .until(() -> cluster.committed(config.applicationId(), events()) >= offset);
    }

    /** Waits until all that was published is accounted for; the last minute is open, as nothing follows it. */
    private void awaitAccount(RunningDetector detector) {
        try (TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            reports.untilOr(PATIENCE, () -> {
                dead.toEnd();
                return new Ledger(reports.values(), dead.records()).total() >= published;
            });
            Ledger ledger = new Ledger(reports.values(), dead.records());
            assertThat(ledger.accounted())
                    .as("rows + late + dead, while " + detector.detector().ready())
                    .isEqualTo(Map.of(MODEL, (long) published));
            assertThat(ledger.repeatedReports()).isEmpty();
        }
    }

    private String events() {
        return config.topics().events().get(0);
    }

    /** Sets a topic's setting, or sets it back where there is no value. */
    private static void set(String topic, String setting, String value) throws Exception {
        AlterConfigOp.OpType type = value == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET;
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), type))))
                .all()
                .get(30, TimeUnit.SECONDS);
    }
}
