package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cli.Main;
import io.tidegauge.cluster.CapturedLog;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.golden.GoldenBytes;
import io.tidegauge.testkit.EventBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A detector that finds state of another version, in the changelogs and internal topics of a real broker. */
class StateUpgradeTest {

    private static final String SETTINGS = """
            timing: {commit-interval: 200ms, idle-timeout: 2s, max-wait: 60s}
            state: {internal-partitions: 1}
            """;

    private static final byte[] FORMAT = new StoreKey().text("format").bytes().get();

    private static TestCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** Where it lies, its key, its value, and what is said of it. */
    static Stream<Arguments> unreadable() {
        byte[] feature = GoldenBytes.value(StateUpgradeTest.class, "baseline-feature-v1.hex");
        byte[] newerBaseline = feature.clone();
        newerBaseline[0] = 3;
        byte[] newerProfile = feature.clone();
        newerProfile[feature.length - 21] = 7;
        byte[] key = "rental-price/2026.1/gr%C3%B6%C3%9Fe/b-7".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                arguments(
                        "progress-changelog",
                        FORMAT,
                        ByteBuffer.allocate(8).putLong(3).array(),
                        "the state holds what this version does not read: it has format 3, and this version reads"
                                + " formats 1 to 2"),
                arguments(
                        "baseline-sets-changelog",
                        key,
                        newerBaseline,
                        "store baseline-sets holds what this version does not read: stored baseline of version 3, this"
                                + " reads 1 to 2"),
                arguments(
                        "baseline-sets-changelog",
                        key,
                        newerProfile,
                        "store baseline-sets holds what this version does not read: stored baseline of "
                                + feature.length + " bytes: profile of version 7, this reads 1"),
                arguments(
                        "panes-changelog",
                        new byte[] {0, 9, 'x'},
                        feature,
                        "store panes holds what this version does not read: store key ends too early"),
                arguments(
                        "partials-repartition",
                        "rental-price".getBytes(StandardCharsets.UTF_8),
                        new byte[] {9, 1, 0, 0},
                        "-partials-repartition holds what this version does not read: internal message of version 9"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("unreadable")
    @Timeout(120)
    void whatAnotherVersionWroteIsRefusedInOneSentence(String topic, byte[] key, byte[] value, String said)
            throws Exception {
        String application = "newer-" + Integer.toHexString(Arrays.hashCode(value)) + "-" + topic;
        Path file = cluster.configFile(directory, application, SETTINGS);
        cluster.prepare(file, 1);
        write(application + "-" + topic, Map.of(Bytes.wrap(key), value));

        StringWriter err = new StringWriter();
        int code;
        List<String> logged;
        try (CapturedLog log = new CapturedLog("io.tidegauge.runtime")) {
            code = Main.execute(
                    new PrintWriter(new StringWriter()), new PrintWriter(err), "run", "--config", file.toString());
            logged = log.messages();
        }

        assertThat(code).as(err.toString()).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("tidegauge run: the state of application " + application + " cannot be read: ")
                .contains(said, "run the version that wrote it", "another application-id")
                .contains("kafka-streams-application-reset")
                .hasLineCount(1);
        assertThat(logged)
                .anyMatch(line ->
                        line.startsWith("action=refuse-state application=" + application) && line.contains(said));
    }

    @Test
    @Timeout(120)
    void stateOfTheFirstReleaseIsCarriedOn() throws Exception {
        String application = "older";
        DetectorConfig config = cluster.prepare(cluster.configFile(directory, application, SETTINGS), 1);
        Map<Bytes, byte[]> progress = GoldenBytes.store(StateUpgradeTest.class, "progress-v1.hex");
        progress.remove(new StoreKey().text("closed").text("rental-price").bytes());
        write(application + "-progress-changelog", progress);
        Map<String, String> files = Map.of(
                "panes", "panes-v1.hex",
                "alert-tracks", "tracks-v1.hex",
                "baseline-sets", "baselines-v1.hex",
                "parked-windows", "parked-v1.hex");
        for (Map.Entry<String, String> store : files.entrySet()) {
            write(
                    application + "-" + store.getKey() + "-changelog",
                    GoldenBytes.store(StateUpgradeTest.class, store.getValue()));
        }
        List<FeatureReport> reports;
        try (RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> log =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader())) {
            publish(config, GoldenValues.T0 + 3_600_000);
            log.until(
                    Duration.ofSeconds(60),
                    () -> "reports of the restored window, so far " + log.values(),
                    () -> report(log.values(), "größe").isPresent());
            assertThat(detector.detector().live().well()).isTrue();
            reports = log.values();
        }
        FeatureReport summary = report(reports, "*").orElseThrow();
        assertThat(summary.rows()).isEqualTo(5);
        assertThat(summary.lateRows()).isEqualTo(12);
        assertThat(report(reports, "größe").orElseThrow().profile())
                .isEqualTo(GoldenValues.numbers().encode());
        assertThat(report(reports, "colour").orElseThrow().profile())
                .isEqualTo(GoldenValues.labels().encode());
        assertThat(mark(application)).as("the state's format").isEqualTo(2);
    }

    private static Optional<FeatureReport> report(List<FeatureReport> reports, String feature) {
        return reports.stream()
                .filter(report ->
                        report.feature().equals(feature) && report.window().startMs() == GoldenValues.T0)
                .findFirst();
    }

    private static long mark(String application) {
        try (TopicLog<byte[]> log = cluster.follow(application + "-progress-changelog", new ByteArrayDeserializer())) {
            log.toEnd();
            return log.records().stream()
                    .filter(record -> Arrays.equals(record.key(), FORMAT))
                    .mapToLong(record -> ByteBuffer.wrap(record.value()).getLong())
                    .reduce(0, (before, last) -> last);
        }
    }

    private static void publish(DetectorConfig config, long timeMs) throws Exception {
        String topic = config.topics().events().get(0);
        InferenceEvent event = EventBuilder.event("rental-price", "2026.1", timeMs)
                .number("größe", 1)
                .build();
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            byte[] value = cluster.wire().events().serialize(topic, event);
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get(30, TimeUnit.SECONDS);
        }
    }

    /** Makes an internal topic as Kafka Streams would, and writes to it as an earlier life of the application. */
    private static void write(String topic, Map<Bytes, byte[]> entries) throws Exception {
        NewTopic internal = new NewTopic(topic, 1, (short) 1)
                .configs(
                        topic.endsWith("-changelog")
                                ? Map.of("cleanup.policy", "compact")
                                : Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
        cluster.createTopics(List.of(internal));
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            entries.forEach((key, value) -> producer.send(new ProducerRecord<>(topic, 0, key.get(), value)));
        }
    }
}
