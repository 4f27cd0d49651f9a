package io.tidegauge.badinput;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.badinput.RegistryDoor.Outage;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.ForeignWriter;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The registry goes away just when an event arrives whose schema has not been seen yet: the detector waits and resumes,
 * and no event becomes a dead letter for it.
 */
class RegistryOutageTest {

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
            """;

    /** A record waits for four fifths of a poll's interval. */
    private static final String SHORT_POLLS = """
            kafka:
              consumer.max.poll.interval.ms: 6000
            """;

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private RegistryDoor door;
    private DetectorConfig config;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.start();
        door = new RegistryDoor(cluster.registryUrl());
        Path file = cluster.configFile(directory, "outage", door.url(), SETTINGS.formatted(directory.resolve("state")));
        config = cluster.prepare(file, 1);
        producer = cluster.producer();
    }

    @AfterEach
    void stop() {
        producer.close();
        door.close();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void theDetectorWaitsForTheRegistryAndResumes(Outage outage) throws Exception {
        byte[] newSchema = ofNewSchema();
        try (CapturedLog log = new CapturedLog("io.tidegauge");
                RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            publishKnown(0);
            awaitRows(reports, detector, List.of(1L));

            door.shut(outage);
            publish(newSchema);
            publishKnown(2);
            Awaitility.await("the third attempt to reach the registry")
                    .atMost(PATIENCE)
                    .until(() -> log.messages().stream()
                                    .filter(line -> line.contains("action=wait-for-registry"))
                                    .count()
                            >= 3);
            reports.toEnd();
            dead.toEnd();
            assertThat(reports.values()).hasSize(2);
            assertThat(dead.records()).isEmpty();

            door.open();
            awaitRows(reports, detector, List.of(1L, 1L, 1L));
            dead.toEnd();
            assertThat(dead.records()).isEmpty();
        }
    }

    @Test
    void aStopWhileItWaitsIsCleanAndLosesNothing() throws Exception {
        byte[] newSchema = ofNewSchema();
        try (TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            try (CapturedLog errors = new CapturedLog("io.tidegauge", Level.ERROR);
                    CapturedLog streams = new CapturedLog("org.apache.kafka", Level.ERROR);
                    RunningDetector detector = RunningDetector.start(config)) {
                publishKnown(0);
                awaitRows(reports, detector, List.of(1L));
                door.shut(Outage.REFUSED);
                publish(newSchema);
                publishKnown(2);
                awaitWaiting(detector);

                long before = System.nanoTime();
                assertThat(detector.detector().stop()).as("stopped cleanly").isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
                assertThat(errors.messages()).isEmpty();
                assertThat(errorsOf(streams)).isEmpty();
            }
            assertThat(cluster.committed("outage", config.topics().events().get(0)))
                    .as("records committed of which one could be read")
                    .isEqualTo(1);

            door.open();
            try (RunningDetector again = RunningDetector.start(config)) {
                awaitRows(reports, again, List.of(1L, 1L, 1L));
                dead.toEnd();
                assertThat(dead.records()).isEmpty();
            }
        }
    }

    @Test
    @Tag("faults")
    void anOutageLongerThanAPollMayTakeCostsARebalanceAndNoMore() throws Exception {
        byte[] newSchema = ofNewSchema();
        Path file = cluster.configFile(
                directory, "outage", door.url(), SETTINGS.formatted(directory.resolve("state")) + SHORT_POLLS);
        DetectorConfig shortPolls = ConfigLoader.load(file, Map.of());
        try (CapturedLog log = new CapturedLog("io.tidegauge");
                CapturedLog errors = new CapturedLog("org.apache.kafka", Level.ERROR);
                RunningDetector detector = RunningDetector.start(shortPolls);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            publishKnown(0);
            awaitRows(reports, detector, List.of(1L));
            door.shut(Outage.UNAVAILABLE);
            publish(newSchema);
            publishKnown(2);
            Awaitility.await("the second time that the thread joins the group anew")
                    .atMost(PATIENCE)
                    .until(() -> log.messages().stream()
                                    .filter(line -> line.contains("action=rejoin-group"))
                                    .count()
                            >= 2);
            awaitWaiting(detector);
            assertThat(detector.detector().live().well()).as("alive").isTrue();

            door.open();
            long opened = System.nanoTime();
            awaitRows(reports, detector, List.of(1L, 1L, 1L));
            System.out.printf(
                    Locale.ROOT,
                    "fault=registry-outage-longer-than-a-poll rounds=1 events=3 result=ok slowest_recovery_s=%.1f%n",
                    (System.nanoTime() - opened) / 1e9);
            dead.toEnd();
            assertThat(dead.records()).isEmpty();
            assertThat(errorsOf(errors)).isEmpty();
        }
    }

    /** Without what follows from an abort: Kafka Streams logs it for each batch that was on its way, and goes on. */
    private static List<String> errorsOf(CapturedLog log) {
        return log.messages().stream()
                .filter(line -> !line.contains("TransactionAbortedException"))
                .toList();
    }

    private static void awaitWaiting(RunningDetector detector) {
        Awaitility.await("the detector to say that it waits")
                .atMost(PATIENCE)
                .until(() -> detector.detector().ready().reason().contains("waiting for the schema registry"));
    }

    /** An event in minute 1 of a schema with one field more, which the registry knows and the detector does not. */
    private byte[] ofNewSchema() throws Exception {
        String more = ForeignWriter.schemaText("InferenceEvent")
                .replaceFirst(
                        "\"fields\": \\[",
                        "\"fields\": [{\"name\": \"trace\", \"type\": \"string\", \"default\": \"\"},");
        Schema schema = new Schema.Parser().parse(more);
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().stream()
                .filter(Schema.Field::hasDefaultValue)
                .forEach(field -> record.put(field.name(), GenericData.get().getDefaultValue(field)));
        record.put("event_id", "e1");
        record.put("model", "m");
        record.put("model_version", "1");
        record.put("event_time", T0 + 60_000);
        record.put("features", Map.of("x", 2.0));
        int id = new ForeignWriter(cluster.registryUrl()).register("newer-events-value", schema);
        return ForeignWriter.write(id, record);
    }

    private void publishKnown(int minute) throws Exception {
        String topic = config.topics().events().get(0);
        publish(cluster.wire()
                .events()
                .serialize(
                        topic,
                        event("m", "1", T0 + minute * 60_000L).number("x", 1).build()));
    }

    private void publish(byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(config.topics().events().get(0), value))
                .get();
    }

    private static void awaitRows(TopicLog<FeatureReport> reports, RunningDetector detector, List<Long> rows) {
        reports.until(
                PATIENCE,
                () -> String.format(
                        Locale.ROOT,
                        "windows of %s rows, %s",
                        rows,
                        detector.detector().ready()),
                () -> reports.values().stream()
                        .filter(report -> report.feature().equals(FeatureNames.ALL))
                        .map(FeatureReport::rows)
                        .toList()
                        .equals(rows));
    }
}
