package io.tidegauge.badinput;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.ForeignWriter;
import io.tidegauge.cluster.Letter;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines that contradict themselves: told, held back, and used once they are put right. */
class BadBaselineTest {

    private static final long T0 = 1_609_459_200_000L;
    private static final long MINUTE = 60_000;
    private static final ModelVersion MODEL = new ModelVersion("m", "1");
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

    @TempDir
    private Path directory;

    private TestCluster cluster;
    private DetectorConfig config;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.start();
        Path file = cluster.configFile(directory, "baselines", SETTINGS.formatted(directory.resolve("state")));
        config = cluster.prepare(file, 1);
        producer = cluster.producer();
    }

    @AfterEach
    void stop() {
        producer.close();
        cluster.close();
    }

    @Test
    void aSetWhoseFeatureContradictsItsManifestIsHeldBackUntilItIsPutRight() throws Exception {
        try (CapturedLog log = new CapturedLog("io.tidegauge");
                RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            publish(feature("x", 90));
            publish(new BaselineManifest(MODEL, "b1", new TreeSet<>(List.of("x")), 0, T0, 100, "test"));
            awaitMessage(log, "baseline b1 of m/1: feature 'x' is of 90 rows, the manifest of 100");

            publish(event("m", "1", T0).number("x", 1).build());
            awaitReport(reports, detector, 0, 0, FeatureReport.NO_BASELINE);

            publish(feature("x", 100));
            awaitReport(reports, detector, 0, 1, "b1");
            publish(event("m", "1", T0 + MINUTE).number("x", 1).build());
            awaitReport(reports, detector, 1, 0, "b1");
            dead.toEnd();
            assertThat(dead.records()).isEmpty();
        }
    }

    @Test
    void aFeatureOfFewerRowsThanItsOwnProfileIsADeadLetter() throws Exception {
        try (RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            String key = feature("x", 100).key();
            producer.send(new ProducerRecord<>(config.topics().baselines(), bytes(key), tooFewRows(profile(100), 99)))
                    .get();
            publish(feature("x", 100));
            publish(new BaselineManifest(MODEL, "b1", new TreeSet<>(List.of("x")), 0, T0, 100, "test"));
            publish(event("m", "1", T0).number("x", 1).build());
            awaitReport(reports, detector, 0, 0, "b1");
            dead.toEnd();
            assertThat(dead.records()).hasSize(1);
            Letter letter = new Letter(dead.records().get(0));
            assertThat(letter.reason()).isEqualTo("INVALID_BASELINE");
            assertThat(letter.message()).contains("m/1/x has 99 rows and a profile of 100");
            assertThat(letter.origin()).isEqualTo(config.topics().baselines() + "-0@0");
        }
    }

    private static FeatureBaseline feature(String name, int rows) {
        return new FeatureBaseline(MODEL, "b1", name, FeatureKind.NUMERIC, rows, profile(rows));
    }

    private static FeatureProfile profile(int rows) {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (int i = 0; i < rows; i++) {
            live.addNumber(i % 10);
        }
        return live.toProfile();
    }

    /** What our own types would refuse to hold, as another program may write it. */
    private byte[] tooFewRows(FeatureProfile profile, long rows) throws Exception {
        Schema schema = ForeignWriter.schema("Baseline");
        Schema bodySchema = schema.getField("body").schema().getTypes().get(0);
        GenericRecord body = new GenericData.Record(bodySchema);
        body.put("rules_off", List.of());
        body.put("kind", new GenericData.EnumSymbol(bodySchema.getField("kind").schema(), "NUMERIC"));
        body.put("rows", rows);
        body.put("profile", ByteBuffer.wrap(profile.encode()));
        GenericRecord record = new GenericData.Record(schema);
        record.put("model", MODEL.model());
        record.put("model_version", MODEL.version());
        record.put("baseline_id", "b1");
        record.put("feature", "x");
        record.put("format", 1);
        record.put("body", body);
        int id = new ForeignWriter(cluster.registryUrl())
                .register(config.topics().baselines() + "-value", schema);
        return ForeignWriter.write(id, record);
    }

    private static void awaitMessage(CapturedLog log, String message) {
        Awaitility.await(message)
                .atMost(PATIENCE)
                .until(() -> log.messages().stream().anyMatch(line -> line.contains(message)));
    }

    private static void awaitReport(
            TopicLog<FeatureReport> reports, RunningDetector detector, int minute, int revision, String baselineId) {
        reports.until(
                PATIENCE,
                () -> "revision " + revision + " of minute " + minute + " with " + baselineId + ", "
                        + detector.detector().ready(),
                () -> reports.values().stream()
                        .anyMatch(report -> report.feature().equals(FeatureNames.ALL)
                                && report.window().startMs() == T0 + minute * MINUTE
                                && report.revision() == revision
                                && report.baselineId().equals(baselineId)));
    }

    private void publish(BaselineRecord record) throws Exception {
        String topic = config.topics().baselines();
        byte[] value = cluster.wire().baselines().serialize(topic, record);
        producer.send(new ProducerRecord<>(topic, bytes(record.key()), value)).get();
    }

    private void publish(InferenceEvent event) throws Exception {
        String topic = config.topics().events().get(0);
        producer.send(new ProducerRecord<>(topic, cluster.wire().events().serialize(topic, event)))
                .get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
