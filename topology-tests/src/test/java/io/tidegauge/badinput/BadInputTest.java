package io.tidegauge.badinput;

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
import io.tidegauge.cluster.ForeignWriter;
import io.tidegauge.cluster.Letter;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What producers get wrong, through a real broker and registry: what cannot be counted becomes a dead letter that says
 * why and whence, what is data is counted, and the next good event of the same partition is profiled either way.
 */
class BadInputTest {

    private static final long T0 = 1_609_459_200_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEPT_OF_A_VALUE = 512 * 1024;

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
            """;

    @TempDir
    private static Path directory;

    private static TestCluster cluster;
    private static DetectorConfig config;
    private static KafkaProducer<byte[], byte[]> producer;
    private static List<BadEvent> badEvents;
    private static final Map<String, RecordMetadata> SENT = new HashMap<>();
    private static List<FeatureReport> reports;
    private static List<DriftAlert> alerts;
    private static List<Letter> letters;

    /** Publishes everything, one model for each case, and reads what came of it once all windows are closed. */
    @BeforeAll
    static void publishEverything() throws Exception {
        cluster = TestCluster.start();
        Path file = cluster.configFile(directory, "bad", SETTINGS.formatted(directory.resolve("state")));
        config = cluster.prepare(file, 2);
        allowLargeRecords();
        producer = cluster.producer();
        badEvents = BadEvent.all(new ForeignWriter(cluster.registryUrl()), BadInputTest::write, T0);
        publishBaselines();
        int models = publishEvents();
        try (RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reportLog =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alertLog =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> deadLog = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            reportLog.until(
                    PATIENCE,
                    () -> "a report of each of " + models + " models, "
                            + detector.detector().ready(),
                    () -> reportLog.values().stream()
                                    .filter(report -> report.feature().equals(FeatureNames.ALL))
                                    .count()
                            >= models);
            deadLog.toEnd();
            alertLog.toEnd();
            reports = List.copyOf(reportLog.values());
            alerts = List.copyOf(alertLog.values());
            letters = deadLog.records().stream().map(Letter::new).toList();
        }
    }

    @AfterAll
    static void stop() {
        producer.close();
        cluster.close();
    }

    private static void allowLargeRecords() throws Exception {
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(
                                ConfigResource.Type.TOPIC,
                                config.topics().events().get(0)),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", Integer.toString(12 * 1024 * 1024)),
                                AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static int publishEvents() throws Exception {
        for (int i = 0; i < badEvents.size(); i++) {
            BadEvent bad = badEvents.get(i);
            SENT.put(bad.name(), send(bad.name(), i % 2, bad.value()));
            send(bad.name(), i % 2, write(BadEvent.good(bad.name(), T0 + i)));
        }
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1}) {
            send(
                    "not-numbers",
                    0,
                    write(event("not-numbers", "1", T0).number("x", value).build()));
        }
        send("not-numbers", 0, write(event("not-numbers", "1", T0).missing("x").build()));
        for (int i = 0; i < 100; i++) {
            var row = event("wrong-type", "1", T0 + i).number("y", i % 10);
            InferenceEvent mixed = (i % 4 == 0 ? row.text("x", "n/a") : row.number("x", i % 10)).build();
            send("wrong-type", 0, write(mixed));
        }
        send("bad-baseline", 1, write(BadEvent.good("bad-baseline", T0)));
        return badEvents.size() + 3;
    }

    private static void publishBaselines() throws Exception {
        for (String key : List.of("no-key-at-all", "bad-baseline/1/x/b0")) {
            SENT.put(key, sendBaseline(key, new byte[] {1, 2, 3}));
        }
        BaselineSet good = baseline("wrong-type");
        byte[] manifest = cluster.wire().baselines().serialize(config.topics().baselines(), good.manifest());
        SENT.put("bad-baseline/1/*/b1", sendBaseline("bad-baseline/1/*/b1", manifest));
        List<BaselineRecord> records = new ArrayList<>(good.features().values());
        records.add(good.manifest());
        for (BaselineRecord record : records) {
            sendBaseline(
                    record.key(),
                    cluster.wire().baselines().serialize(config.topics().baselines(), record));
        }
    }

    private static BaselineSet baseline(String model) {
        BaselineBuilder builder = new BaselineBuilder();
        for (int i = 0; i < 1_000; i++) {
            builder.add(event(model, "1", T0 - i)
                    .number("x", i % 10)
                    .number("y", i % 10)
                    .build());
        }
        return builder.build(new BaselineOrigin(new ModelVersion(model, "1"), "b1", Map.of(), 0, T0), "generated");
    }

    static Stream<BadEvent> badEvents() {
        return badEvents.stream();
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void becomesADeadLetterThatSaysWhyAndWhenceAndTheNextGoodEventIsProfiled(BadEvent bad) throws Exception {
        Letter letter = letterOf(bad.name());
        assertThat(letter.reason()).isEqualTo(bad.reason());
        assertThat(letter.message()).contains(bad.message());
        assertThat(letter.key()).isEqualTo(bad.name());
        assertThat(letter.header("tidegauge.timestamp"))
                .isEqualTo(Long.toString(SENT.get(bad.name()).timestamp()));
        assertValue(letter, bad.value());

        assertThat(of(bad.name(), FeatureNames.ALL).rows()).isEqualTo(1);
        assertThat(profile(bad.name(), "x").numbers().total()).isEqualTo(1);
    }

    @Test
    void onlyTheBadOnesAreDeadLetters() {
        assertThat(letters).extracting(Letter::origin).doesNotHaveDuplicates().hasSameSizeAs(SENT.keySet());
    }

    @Test
    void notANumberAndInfinitiesAreDataAndAreCounted() {
        FeatureProfile x = profile("not-numbers", "x");
        assertThat(x.rows()).isEqualTo(5);
        assertThat(x.nans()).isEqualTo(1);
        assertThat(x.positiveInfinities()).isEqualTo(1);
        assertThat(x.negativeInfinities()).isEqualTo(1);
        assertThat(x.nulls()).isEqualTo(1);
        assertThat(x.numbers().total()).isEqualTo(1);
        assertThat(of("not-numbers", FeatureNames.ALL).rows()).isEqualTo(5);
    }

    @Test
    void aValueOfTheWrongTypeIsCountedAsMismatchAndTheRowsOtherFeaturesLiveOn() {
        FeatureProfile x = profile("wrong-type", "x");
        assertThat(x.rows()).isEqualTo(100);
        assertThat(x.numbers().total()).isEqualTo(75);
        assertThat(x.categories().counts()).isEqualTo(Map.of("n/a", 25L));
        assertThat(profile("wrong-type", "y").numbers().total()).isEqualTo(100);
        assertThat(of("wrong-type", "x").statistics()).containsEntry("window_n", 75.0);

        // 25 of 100 values are above the 20 % that one window proves.
        assertThat(alerts)
                .filteredOn(alert -> alert.model().model().equals("wrong-type"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.feature()).isEqualTo("x");
                    assertThat(alert.kind()).isEqualTo(AlertKind.TYPE_CHANGE);
                    assertThat(alert.state()).isEqualTo(AlertState.FIRING);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-key-at-all", "bad-baseline/1/x/b0", "bad-baseline/1/*/b1"})
    void aBaselineRecordThatDoesNotParseOrIsNotItsKeysIsADeadLetter(String key) {
        Letter letter = letterOf(key);
        assertThat(letter.reason()).isEqualTo("INVALID_BASELINE");
        assertThat(letter.message()).isNotBlank();
        assertThat(letter.key()).isEqualTo(key);
        assertThat(of("bad-baseline", "x").baselineId()).isEqualTo(FeatureReport.NO_BASELINE);
        assertThat(of("wrong-type", "x").baselineId()).as("the set after it").isEqualTo("b1");
    }

    private static void assertValue(Letter letter, byte[] original) throws Exception {
        if (original == null || original.length <= KEPT_OF_A_VALUE) {
            assertThat(letter.value()).isEqualTo(original);
            assertThat(letter.header("tidegauge.value.length")).isNull();
            return;
        }
        String sha =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(original));
        assertThat(letter.value()).isEqualTo(Arrays.copyOf(original, KEPT_OF_A_VALUE));
        assertThat(letter.header("tidegauge.value.length")).isEqualTo(Integer.toString(original.length));
        assertThat(letter.header("tidegauge.value.sha256")).isEqualTo(sha);
    }

    private static Letter letterOf(String name) {
        RecordMetadata sent = SENT.get(name);
        String origin = sent.topic() + "-" + sent.partition() + "@" + sent.offset();
        List<Letter> found = letters.stream()
                .filter(letter -> letter.origin().equals(origin))
                .toList();
        assertThat(found).as("dead letters from " + origin).hasSize(1);
        return found.get(0);
    }

    private static FeatureReport of(String model, String feature) {
        List<FeatureReport> found = reports.stream()
                .filter(report ->
                        report.model().model().equals(model) && report.feature().equals(feature))
                .toList();
        assertThat(found).as("reports of " + model + "/" + feature).hasSize(1);
        return found.get(0);
    }

    private static FeatureProfile profile(String model, String feature) {
        return FeatureProfile.decode(of(model, feature).profile());
    }

    private static byte[] write(InferenceEvent event) {
        return cluster.wire().events().serialize(config.topics().events().get(0), event);
    }

    private static RecordMetadata send(String key, int partition, byte[] value) throws Exception {
        String topic = config.topics().events().get(0);
        return producer.send(new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    private static RecordMetadata sendBaseline(String key, byte[] value) throws Exception {
        String topic = config.topics().baselines();
        return producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }
}
