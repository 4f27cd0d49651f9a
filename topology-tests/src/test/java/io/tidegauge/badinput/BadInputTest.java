package io.tidegauge.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.ForeignWriter;
import io.tidegauge.cluster.Letter;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.profile.FeatureProfile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What producers get wrong, through a real broker and registry: what cannot be counted becomes a dead letter that says
 * why and whence, what is data is counted, and the next good event of the same partition is profiled either way.
 */
class BadInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEPT_OF_A_VALUE = 512 * 1024;

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
    private static Path directory;

    private static TestCluster cluster;
    private static BadTraffic traffic;
    private static List<BadEvent> badEvents;
    private static List<FeatureReport> reports;
    private static List<DriftAlert> alerts;
    private static List<Letter> letters;

    /** Publishes everything, one model for each case, and reads what came of it once all windows are closed. */
    @BeforeAll
    static void publishEverything() throws Exception {
        cluster = TestCluster.start();
        Path file = cluster.configFile(directory, "bad", SETTINGS.formatted(directory.resolve("state")));
        DetectorConfig config = cluster.prepare(file, 2);
        allowLargeRecords(config.topics().events().get(0));
        traffic = new BadTraffic(cluster, config);
        badEvents = BadEvent.all(new ForeignWriter(cluster.registryUrl()), traffic::write, BadTraffic.T0);
        traffic.publishBaselines();
        traffic.publish(badEvents);
        traffic.publishNotNumbers();
        traffic.publishWrongTypes();
        try (RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reportLog =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alertLog =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> deadLog = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            reportLog.until(
                    PATIENCE,
                    () -> "a report of each of " + traffic.models() + " models, "
                            + detector.detector().ready(),
                    () -> reportLog.values().stream()
                                    .filter(report -> report.feature().equals(FeatureNames.ALL))
                                    .count()
                            >= traffic.models());
            deadLog.toEnd();
            alertLog.toEnd();
            reports = List.copyOf(reportLog.values());
            alerts = List.copyOf(alertLog.values());
            letters = deadLog.records().stream().map(Letter::new).toList();
        }
    }

    @AfterAll
    static void stop() {
        traffic.close();
        cluster.close();
    }

    private static void allowLargeRecords(String topic) throws Exception {
        ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(12 * 1024 * 1024));
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                .all()
                .get();
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
                .isEqualTo(Long.toString(traffic.refused().get(bad.name()).timestamp()));
        assertValue(letter, bad.value());

        assertThat(of(bad.name(), FeatureNames.ALL).rows()).isEqualTo(1);
        assertThat(profile(bad.name(), "x").numbers().total()).isEqualTo(1);
    }

    @Test
    void onlyTheBadOnesAreDeadLetters() {
        assertThat(letters)
                .extracting(Letter::origin)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(traffic.refused().keySet());
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

    static Stream<String> badBaselines() {
        return BadTraffic.BAD_BASELINES.stream();
    }

    @ParameterizedTest
    @MethodSource("badBaselines")
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
        RecordMetadata sent = traffic.refused().get(name);
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
}
