package io.tidegauge.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/**
 * Records of released versions, written by another implementation of Avro (fastavro 1.12.2) from the values
 * asserted here, stay readable with today's schemas.
 */
class GoldenRecordsTest {

    private static final long START = 1_767_225_600_000L;

    @Test
    void anEventOfVersion1() throws IOException {
        Map<String, Object> event = read("InferenceEvent", "InferenceEvent-v1");

        Map<String, Object> features = new HashMap<>();
        features.put("bedrooms", 2L);
        features.put("rating", 4.5);
        features.put("superhost", true);
        features.put("neighbourhood", "Kreuzberg");
        features.put("minimum_nights", null);
        features.put("ratio", Double.NaN);
        features.put("price", Double.POSITIVE_INFINITY);
        assertThat(event)
                .containsOnly(
                        entry("event_id", "e-1"),
                        entry("model", "rental-price"),
                        entry("model_version", "2026.1"),
                        entry("event_time", START + 123),
                        entry("features", features),
                        entry("prediction", 129.5),
                        entry("scores", Map.of("cheap", 0.25, "dear", 0.75)),
                        entry("segments", Map.of("country", "DE")),
                        entry("latency_ms", 3.25));
    }

    @Test
    void aReportOfVersion1() throws IOException {
        assertThat(read("FeatureReport", "FeatureReport-v1"))
                .containsOnly(
                        entry("model", "rental-price"),
                        entry("model_version", "2026.1"),
                        entry("segment", "country=DE"),
                        entry("feature", "rating"),
                        entry("window_start", START),
                        entry("window_end", START + 60_000),
                        entry("revision", 1),
                        entry("rows", 1000L),
                        entry("nulls", 12L),
                        entry("late_rows", 0L),
                        entry("complete", false),
                        entry("missing_partitions", "inference-events-3"),
                        entry("baseline_id", "b-7"),
                        entry("effect", 0.25),
                        entry("p_value", null),
                        entry("statistics", Map.of("ks", 0.5, "psi", -0.125)),
                        entry("resolution", 0.0625),
                        entry("profile", ByteBuffer.wrap(new byte[] {0, 1, 127, -128, -1})));
    }

    @Test
    void anAlertOfVersion1() throws IOException {
        assertThat(read("DriftAlert", "DriftAlert-v1"))
                .containsOnly(
                        entry("alert_id", "a1b2"),
                        entry("state", "FIRING"),
                        entry("severity", "CRITICAL"),
                        entry("kind", "MISSING_VALUES"),
                        entry("model", "rental-price"),
                        entry("model_version", "2026.1"),
                        entry("segment", "*"),
                        entry("feature", "neighbourhood"),
                        entry("window_start", START),
                        entry("window_end", START + 60_000),
                        entry("window_rows", 1000L),
                        entry("baseline_rows", 50_000L),
                        entry("effect", null),
                        entry("p_value", null),
                        entry("threshold", 0.3),
                        entry("statistics", Map.of("null_rate", 0.6)),
                        entry("baseline_id", "b-7"),
                        entry("moved", List.of(Map.of("label", "missing", "baseline_share", 0.0, "window_share", 0.6))),
                        entry("summary", "neighbourhood is null in 60 % of the rows."),
                        entry("effect_low", null),
                        entry("effect_high", null),
                        entry("independent_rows", null),
                        entry("level", null),
                        entry("path", "UNKNOWN"),
                        entry("calibration", "UNKNOWN"),
                        entry("incident_id", ""));
    }

    @Test
    void anAlertOfVersion2() throws IOException {
        assertThat(read("DriftAlert", "DriftAlert-v2", 2))
                .containsOnly(
                        entry("alert_id", "c3d4"),
                        entry("state", "FIRING"),
                        entry("severity", "WARNING"),
                        entry("kind", "DISTRIBUTION"),
                        entry("model", "rental-price"),
                        entry("model_version", "2026.1"),
                        entry("segment", "*"),
                        entry("feature", "rating"),
                        entry("window_start", START),
                        entry("window_end", START + 86_400_000),
                        entry("window_rows", 5_120L),
                        entry("baseline_rows", 50_000L),
                        entry("effect", 0.25),
                        entry("p_value", 0.001),
                        entry("threshold", 0.1),
                        entry("statistics", Map.of("psi", 0.5)),
                        entry("baseline_id", "b-7"),
                        entry("moved", List.of()),
                        entry("summary", "rating drifted."),
                        entry("effect_low", 0.1875),
                        entry("effect_high", 0.3125),
                        entry("independent_rows", 1_850.5),
                        entry("level", 0.005),
                        entry("path", "DAY"),
                        entry("calibration", "PROVISIONAL"),
                        entry("incident_id", "e5f6"));
    }

    @Test
    void aFeatureOfABaselineOfVersion1() throws IOException {
        Map<String, Object> body = new HashMap<>(
                Map.of("kind", "NUMERIC", "rows", 50_000L, "profile", bytes(1, 2, 3), "rules_off", List.of()));
        body.put("blocks", null);
        assertThat(read("Baseline", "Baseline-feature-v1"))
                .containsOnly(
                        entry("model", "rental-price"),
                        entry("model_version", "2026.1"),
                        entry("baseline_id", "b-7"),
                        entry("feature", "rating"),
                        entry("format", 1),
                        entry("body", body));
    }

    @Test
    void aFeatureOfABaselineOfVersion2() throws IOException {
        assertThat(read("Baseline", "Baseline-feature-v2", 2))
                .containsEntry("feature", "rating")
                .containsEntry(
                        "body",
                        Map.of(
                                "kind",
                                "NUMERIC",
                                "rows",
                                50_000L,
                                "profile",
                                bytes(1, 2, 3),
                                "blocks",
                                bytes(4, 5),
                                "rules_off",
                                List.of("OUT_OF_RANGE", "CONSTANT")));
    }

    @Test
    void aManifestOfVersion1() throws IOException {
        assertThat(read("Baseline", "Baseline-manifest-v1"))
                .containsEntry("feature", "*")
                .containsEntry(
                        "body",
                        Map.of(
                                "features",
                                List.of("neighbourhood", "rating"),
                                "effective_from",
                                START,
                                "created",
                                START - 3_600_000,
                                "rows",
                                50_000L,
                                "source",
                                "training.csv"));
    }

    @Test
    void groundTruthOfVersion1() throws IOException {
        assertThat(read("GroundTruth", "GroundTruth-v1"))
                .containsOnly(
                        entry("event_id", "e-1"),
                        entry("model", "rental-price"),
                        entry("model_version", "2026.1"),
                        entry("truth_time", START + 86_400_000),
                        entry("truth", 131.0));
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    private static Map<String, Object> read(String name, String file) throws IOException {
        return read(name, file, 1);
    }

    private static Map<String, Object> read(String name, String file, int version) throws IOException {
        Schema writer = ReleasedSchemas.released(name).get(version - 1);
        Schema reader = ReleasedSchemas.current(name);
        try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("golden/" + file + ".avro.bin")) {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(in.readAllBytes(), null);
            Map<String, Object> record =
                    record(new GenericDatumReader<GenericRecord>(writer, reader).read(null, decoder));
            assertThat(decoder.isEnd()).as("all of %s is read", file).isTrue();
            return record;
        }
    }

    private static Map<String, Object> record(GenericRecord record) {
        Map<String, Object> fields = new HashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            fields.put(field.name(), plain(record.get(field.pos())));
        }
        return fields;
    }

    /** Avro's strings and symbols as strings, records as maps. */
    private static Object plain(Object datum) {
        if (datum instanceof GenericRecord record) {
            return record(record);
        }
        if (datum instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new HashMap<>();
            map.forEach((key, value) -> plain.put(key.toString(), plain(value)));
            return plain;
        }
        if (datum instanceof List<?> list) {
            return list.stream().map(GoldenRecordsTest::plain).toList();
        }
        boolean itself = datum == null || datum instanceof Number || datum instanceof Boolean;
        return itself || datum instanceof ByteBuffer ? datum : datum.toString();
    }
}
