package io.tidegauge.serde;

import static io.tidegauge.serde.RawRecord.number;
import static io.tidegauge.serde.RawRecord.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellShare;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** What is written is read, and the bytes are those of the wire format. */
interface RoundTripContract {

    ModelVersion MODEL = new ModelVersion("price", "7");
    TimeWindow WINDOW = new TimeWindow(1_767_225_600_000L, 1_767_225_660_000L);

    WireSetting setting();

    @Test
    default void anEventComesBackWhole() {
        InferenceEvent event = new InferenceEvent(
                "e-1",
                "price",
                "7",
                1_767_225_600_123L,
                Map.of(
                        "number", number(-1.5e-300),
                        "not a number", number(Double.NaN),
                        "infinite", number(Double.NEGATIVE_INFINITY),
                        "negative zero", number(-0.0),
                        "none", FeatureValue.MISSING,
                        "flag", new FeatureValue.Bool(true),
                        "word", text("Prenzlauer Berg ☂ \uD83C\uDF0A"),
                        "empty", text("")),
                text("yes"),
                Map.of("yes", 0.75, "no", 0.25),
                Map.of("country", "DE"),
                OptionalDouble.of(12.5));

        assertThat(setting().decode(setting().writer().events().serialize(setting().topic, event)))
                .isEqualTo(event);
    }

    @Test
    default void anEventWithoutAnythingOptionalComesBackWhole() {
        InferenceEvent event = new InferenceEvent(
                "", "price", "7", 0, Map.of(), FeatureValue.MISSING, Map.of(), Map.of(), OptionalDouble.empty());

        assertThat(setting().decode(setting().writer().events().serialize(setting().topic, event)))
                .isEqualTo(event);
    }

    @Test
    default void theBytesAreAZeroTheSchemasIdAndTheRecord() throws IOException {
        Map<String, FeatureValue> features = new java.util.LinkedHashMap<>();
        features.put("rating", number(4.5));
        InferenceEvent event = new InferenceEvent(
                "e-1",
                "rental-price",
                "2026.1",
                1_767_225_600_123L,
                features,
                number(129.5),
                Map.of("cheap", 0.25),
                Map.of("country", "DE"),
                OptionalDouble.of(3.25));

        byte[] written = setting().writer().events().serialize(setting().topic, event);

        int id = setting()
                .calls
                .get("/subjects/" + setting().subject() + "/versions/latest")
                .body()
                .get("id")
                .intValue();
        assertThat(written).as("schema id %d", id).isEqualTo(RawRecord.frame(id, golden("event.avro.bin")));
    }

    @Test
    default void aReportComesBackWhole() {
        FeatureReport report = report(0.25, 0.001, new TreeMap<>(Map.of("ks", 0.5, "psi", -1e-9)));

        assertThat(reread(setting().writer().reports(), setting().reader().reportReader(), report))
                .usingRecursiveComparison()
                .isEqualTo(report);
    }

    @Test
    default void undefinedFiguresOfAReportStayUndefined() {
        FeatureReport report = report(
                Double.NaN,
                Double.NaN,
                new TreeMap<>(Map.of("ks", 0.5, "nan", Double.NaN, "infinite", Double.POSITIVE_INFINITY)));

        FeatureReport read =
                reread(setting().writer().reports(), setting().reader().reportReader(), report);

        assertThat(read.effect()).isNaN();
        assertThat(read.pValue()).isNaN();
        assertThat(read.statistics()).as("finite ones only").isEqualTo(Map.of("ks", 0.5));
    }

    @Test
    default void whatIsUndefinedIsNullOnTheWire() {
        byte[] value =
                setting().writer().alerts().serialize(setting().topic, alert(Double.NaN, Double.NaN, Double.NaN));

        GenericRecord record = RawRecord.read(RawRecord.schema("DriftAlert"), value);

        assertThat(record.get("effect")).isNull();
        assertThat(record.get("p_value")).isNull();
        assertThat(record.get("threshold")).isNull();
        assertThat(record.get("effect_low")).isNull();
        assertThat(record.get("effect_high")).isNull();
        assertThat(record.get("independent_rows")).isNull();
        assertThat(record.get("level")).isNull();
        assertThat(record.get("calibration")).hasToString("UNKNOWN");
    }

    @Test
    default void anAlertComesBackWhole() {
        DriftAlert alert = alert(0.25, 1e-12, 0.1);

        assertThat(reread(setting().writer().alerts(), setting().reader().alertReader(), alert))
                .isEqualTo(alert);
    }

    @Test
    default void anAlertOfARuleHasNoStatistic() {
        DriftAlert alert = alert(Double.NaN, Double.NaN, Double.NaN);

        assertThat(reread(setting().writer().alerts(), setting().reader().alertReader(), alert))
                .isEqualTo(alert);
    }

    @Test
    default void whatAnAlertRestsOnComesBackWhole() {
        for (DecisionPath path : DecisionPath.values()) {
            for (Calibration calibration : Calibration.values()) {
                Evidence evidence =
                        new Evidence(path, 0.25, 0.1875, 0.3125, 1e-12, 0.005, 0.1, 1_850.5, Optional.of(calibration));
                DriftAlert alert = alert(evidence, "incident-1");

                assertThat(reread(
                                setting().writer().alerts(), setting().reader().alertReader(), alert))
                        .isEqualTo(alert);
            }
        }
    }

    @Test
    default void aBaselinesFeatureComesBackWhole() {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (double value : new double[] {1, 2, 2, 3.5, -7e9}) {
            profile.add(number(value));
        }
        profile.add(FeatureValue.MISSING);
        profile.add(text("n/a"));
        BaselineRecord feature =
                new FeatureBaseline(MODEL, "b-1", "rating", FeatureKind.NUMERIC, 10, profile.toProfile());

        assertThat(reread(setting().writer().baselines(), setting().reader().baselineReader(), feature))
                .isEqualTo(feature);
    }

    @Test
    default void aBaselinesBlocksComeBackWhole() {
        BaselineBuilder builder = new BaselineBuilder(60_000);
        for (int i = 0; i < 2_000; i++) {
            builder.add(new InferenceEvent(
                    "e" + i,
                    MODEL.model(),
                    MODEL.version(),
                    i * 5_000L,
                    Map.of("rating", i % 7 == 0 ? text("n/a") : number(i % 90)),
                    FeatureValue.MISSING,
                    Map.of(),
                    Map.of(),
                    OptionalDouble.empty()));
        }
        FeatureBaseline made = builder.build(new BaselineOrigin(MODEL, "b-1", Map.of(), 0, 0), "a test")
                .features()
                .get("rating");
        BaselineRecord feature = made.withRulesOff(new TreeSet<>(Set.of(AlertKind.TYPE_CHANGE)));

        assertThat(made.blocks().orElseThrow().lengths().get(0).size()).isEqualTo(167);
        assertThat(reread(setting().writer().baselines(), setting().reader().baselineReader(), feature))
                .isEqualTo(feature);
    }

    @Test
    default void aBaselinesManifestComesBackWhole() {
        BaselineRecord manifest =
                new BaselineManifest(MODEL, "b-1", new TreeSet<>(List.of("rating", "rooms")), 5, 6, 7, "a file");

        assertThat(reread(setting().writer().baselines(), setting().reader().baselineReader(), manifest))
                .isEqualTo(manifest);
    }

    @Test
    default void aWithdrawnBaselineIsNullBothWays() {
        assertThat(setting().writer().baselines().serialize(setting().topic, null))
                .isNull();
        assertThat(setting().reader().baselineReader().deserialize(setting().topic, null))
                .isNull();
    }

    private <T> T reread(Serializer<T> serializer, Deserializer<T> deserializer, T value) {
        setting().closing(deserializer);
        byte[] bytes = serializer.serialize(setting().topic, value);
        assertThat(ByteBuffer.wrap(bytes).get(0)).isZero();
        return deserializer.deserialize(setting().topic, bytes);
    }

    private static FeatureReport report(double effect, double pValue, TreeMap<String, Double> statistics) {
        return new FeatureReport(
                MODEL,
                "*",
                "rating",
                WINDOW,
                2,
                1000,
                12,
                3,
                false,
                "events-3,events-7",
                "b-1",
                effect,
                pValue,
                statistics,
                0.01,
                new byte[] {0, -1, 127, -128});
    }

    private static DriftAlert alert(double effect, double pValue, double threshold) {
        return alert(
                new Evidence(
                        DecisionPath.RULE,
                        effect,
                        Double.NaN,
                        Double.NaN,
                        pValue,
                        Double.NaN,
                        threshold,
                        Double.NaN,
                        Optional.empty()),
                DriftAlert.NO_INCIDENT);
    }

    private static DriftAlert alert(Evidence evidence, String incidentId) {
        return new DriftAlert(
                "a-1",
                AlertState.FIRING,
                Severity.CRITICAL,
                AlertKind.OUT_OF_RANGE,
                MODEL,
                "country=DE",
                "rating",
                WINDOW,
                1000,
                50_000,
                evidence,
                new TreeMap<>(Map.of("below", 0.5)),
                "b-1",
                incidentId,
                List.of(new CellShare("below 0", 0, 0.5), new CellShare("[0, 5)", 1, 0.5)),
                "half of the ratings are below 0");
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream in = RoundTripContract.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }
}
