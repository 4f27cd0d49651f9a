package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Evidence;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.CellShare;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.RegistrySettings.Serde;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.FeatureValue.Bool;
import io.tidegauge.event.FeatureValue.Numeric;
import io.tidegauge.event.FeatureValue.Text;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.golden.GoldenBytes;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of our topics as every version wrote them stay readable; where the schema has no newer one, so are written. */
class GoldenWireTest {

    private static final long T0 = 1_767_225_600_000L;
    private static final ModelVersion MODEL = new ModelVersion("rental-price", "2026.1");
    private static final TimeWindow WINDOW = new TimeWindow(T0, T0 + 300_000);

    private static EmbeddedRegistry registry;
    private static AvroWire wire;

    /**
     * A record of a released version.
     *
     * @param schema the name of its schema
     * @param version of its schema
     * @param name {@code <name>-v<version>.hex} is its file
     * @param value what it says
     */
    record Golden(String schema, int version, String name, Object value) {

        Golden(String schema, String name, Object value) {
            this(schema, 1, name, value);
        }

        String file() {
            return name + "-v" + version + ".hex";
        }

        @Override
        public String toString() {
            return file();
        }
    }

    private static final Golden EVENT = new Golden(
            "InferenceEvent",
            "InferenceEvent",
            new InferenceEvent(
                    "e-1",
                    "rental-price",
                    "2026.1",
                    T0 + 123,
                    Map.of(
                            "bedrooms",
                            new Numeric(2),
                            "rating",
                            new Numeric(4.5),
                            "superhost",
                            new Bool(true),
                            "Straße",
                            new Text("Köln 😀"),
                            "minimum_nights",
                            FeatureValue.MISSING,
                            "ratio",
                            new Numeric(Double.NaN),
                            "price",
                            new Numeric(Double.POSITIVE_INFINITY)),
                    new Numeric(129),
                    Map.of("cheap", 0.25, "dear", 0.75),
                    Map.of("country", "DE"),
                    OptionalDouble.of(3.25)));

    static Stream<Golden> writtenByUs() {
        return Stream.of(
                new Golden(
                        "InferenceEvent",
                        "InferenceEvent-least",
                        new InferenceEvent(
                                "e-2",
                                "rental-price",
                                "2026.1",
                                0,
                                Map.of(),
                                FeatureValue.MISSING,
                                Map.of(),
                                Map.of(),
                                OptionalDouble.empty())),
                new Golden(
                        "InferenceEvent",
                        "InferenceEvent-published",
                        new InferenceEvent(
                                "e-3",
                                "rental-price",
                                "2026.1",
                                T0,
                                Map.of("rating", new Numeric(4.5)),
                                new Text("dear"),
                                Map.of("dear", 0.75),
                                Map.of("country", "DE"),
                                OptionalDouble.of(3.25))),
                new Golden("FeatureReport", "FeatureReport", report()),
                new Golden("DriftAlert", "DriftAlert", alert()),
                new Golden("DriftAlert", 2, "DriftAlert", alertOfADay()),
                new Golden(
                        "Baseline",
                        "Baseline-feature",
                        new FeatureBaseline(MODEL, "b-7", "größe", FeatureKind.NUMERIC, 6, profile())),
                new Golden("Baseline", 2, "Baseline-feature", featureWithBlocks()),
                new Golden("Baseline", 1, "Baseline-manifest", manifest()),
                new Golden("Baseline", 2, "Baseline-manifest", manifest()));
    }

    private static BaselineManifest manifest() {
        return new BaselineManifest(
                MODEL, "b-7", new TreeSet<>(Set.of("größe", "rating")), T0, T0 - 3_600_000, 50_000, "training.csv");
    }

    /** Of the profile's rows, 1, 2 and null in the first hour; in the second 1, false, and a row that names nothing. */
    private static FeatureBaseline featureWithBlocks() {
        BaselineBlocks hours = BaselineBlocks.of(
                CellLayout.of(FeatureKind.NUMERIC, profile()),
                3_600_000,
                new TreeMap<>(Map.of(
                        T0, new long[] {0, 1, 0, 1, 0, 1, 0, 0}, T0 + 3_600_000, new long[] {0, 1, 0, 0, 0, 1, 0, 1})));
        return new FeatureBaseline(
                MODEL,
                "b-7",
                "größe",
                FeatureKind.NUMERIC,
                6,
                profile(),
                Optional.of(hours),
                new TreeSet<>(Set.of(AlertKind.CONSTANT, AlertKind.OUT_OF_RANGE)));
    }

    private static FeatureReport report() {
        return new FeatureReport(
                MODEL,
                "*",
                "größe",
                WINDOW,
                1,
                6,
                1,
                0,
                false,
                "inference-events-3",
                "b-7",
                0.25,
                Double.NaN,
                new TreeMap<>(Map.of("ks", 0.5, "psi", -0.125)),
                0.0625,
                profile().encode());
    }

    private static DriftAlert alert() {
        return new DriftAlert(
                "a1b2",
                AlertState.FIRING,
                Severity.CRITICAL,
                AlertKind.MISSING_VALUES,
                MODEL,
                "*",
                "größe",
                WINDOW,
                1_000,
                50_000,
                new Evidence(
                        DecisionPath.UNKNOWN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        0.001,
                        Double.NaN,
                        0.3,
                        Double.NaN,
                        Optional.empty()),
                new TreeMap<>(Map.of("null_rate", 0.6)),
                "b-7",
                DriftAlert.NO_INCIDENT,
                List.of(new CellShare("missing", 0, 0.6), new CellShare("[1, 2)", 0.5, 0.125)),
                "größe is null in 60 % of the rows.");
    }

    private static DriftAlert alertOfADay() {
        return new DriftAlert(
                "c3d4",
                AlertState.FIRING,
                Severity.WARNING,
                AlertKind.DISTRIBUTION,
                MODEL,
                "*",
                "größe",
                new TimeWindow(T0, T0 + 86_400_000),
                5_120,
                50_000,
                new Evidence(
                        DecisionPath.DAY,
                        0.25,
                        0.1875,
                        0.3125,
                        0.001,
                        0.005,
                        0.1,
                        1_850.5,
                        Optional.of(Calibration.PROVISIONAL)),
                new TreeMap<>(Map.of("psi", 0.5)),
                "b-7",
                "e5f6",
                List.of(new CellShare("missing", 0, 0.6), new CellShare("[1, 2)", 0.5, 0.125)),
                "größe drifted in 5,120 rows.");
    }

    /** 1, 1, 2, null and false. */
    private static FeatureProfile profile() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        live.addNumber(1);
        live.addNumber(1);
        live.addNumber(2);
        live.addNull();
        live.addBoolean(false);
        return live.toProfile();
    }

    @BeforeAll
    static void open() {
        registry = new EmbeddedRegistry(0);
        wire = AvroWire.open(new RegistrySettings(registry.url(), Serde.BUILTIN, Map.of()), true);
    }

    @AfterAll
    static void close() {
        wire.close();
        registry.close();
    }

    @Test
    void anEventOfAnyProducerIsRead() throws IOException {
        assertThat(read(EVENT)).isEqualTo(EVENT.value());
    }

    @ParameterizedTest
    @MethodSource("writtenByUs")
    void everyReleasedRecordIsRead(Golden golden) throws IOException {
        assertThat(read(golden))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(golden.value());
    }

    @ParameterizedTest
    @MethodSource("writtenByUs")
    void theBytesStayTheSameWhileTheSchemaDoes(Golden golden) throws IOException {
        if (!WireSchemas.published(golden.schema()).equals(writer(golden))) {
            return; // a newer schema: its records are its golden files, and these need only be read
        }
        byte[] written = write(golden.value());
        assertThat(withId(written, 1)).as(GoldenBytes.CHANGED, golden).isEqualTo(stored(golden));
    }

    private static byte[] stored(Golden golden) {
        return GoldenBytes.value(GoldenWireTest.class, golden.file());
    }

    private static Object read(Golden golden) throws IOException {
        int id = new RegistryCalls(registry.url()).register("golden-" + golden.schema(), writer(golden));
        byte[] value = withId(stored(golden), id);
        return switch (golden.schema()) {
            case "InferenceEvent" -> {
                try (EventDecoder decoder = wire.eventDecoder()) {
                    yield decoder.decode("golden", new RecordHeaders(), value);
                }
            }
            case "FeatureReport" -> read(wire.reportReader(), value);
            case "DriftAlert" -> read(wire.alertReader(), value);
            default -> read(wire.baselineReader(), value);
        };
    }

    private static Object read(Deserializer<?> deserializer, byte[] value) {
        try (deserializer) {
            return deserializer.deserialize("golden", value);
        }
    }

    private static byte[] write(Object value) {
        if (value instanceof InferenceEvent event) {
            return write(wire.events(), "written-events", event);
        }
        if (value instanceof FeatureReport report) {
            return write(wire.reports(), "written-reports", report);
        }
        if (value instanceof DriftAlert alert) {
            return write(wire.alerts(), "written-alerts", alert);
        }
        return write(wire.baselines(), "written-baselines", (BaselineRecord) value);
    }

    private static <T> byte[] write(Serializer<T> serializer, String topic, T value) {
        try (serializer) {
            return serializer.serialize(topic, value);
        }
    }

    /** The schema of the record's version as it was released. */
    private static Schema writer(Golden golden) throws IOException {
        String resource = "/io/tidegauge/schemas/released/" + golden.schema() + "/v" + golden.version() + ".avsc";
        try (InputStream in = GoldenWireTest.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static byte[] withId(byte[] value, int id) {
        byte[] copy = value.clone();
        ByteBuffer.wrap(copy).putInt(1, id);
        return copy;
    }
}
