package io.tidegauge.serde;

import static io.tidegauge.serde.RawRecord.EVENT;
import static io.tidegauge.serde.RawRecord.number;
import static io.tidegauge.serde.RawRecord.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Records of other versions and other producers are read by Avro's resolution, or refused with what is wrong. */
interface EvolutionContract {

    WireSetting setting();

    @Test
    default void aProducerWithMoreFieldsAndItsOwnNamespace() {
        String text = EVENT.toString()
                .replace("\"namespace\":\"io.tidegauge\"", "\"namespace\":\"com.example.shop\"")
                .replace(
                        "\"fields\":[",
                        "\"fields\":[{\"name\":\"trace\",\"type\":{\"type\":\"array\",\"items\":\"bytes\"}},"
                                + "{\"name\":\"env\",\"type\":{\"type\":\"enum\",\"name\":\"Env\",\"symbols\":[\"DEV\",\"PROD\"]}},");
        Schema schema = new Schema.Parser().parse(text);
        GenericData.Record record = RawRecord.event(schema, Map.of("rooms", 2.0, "city", "Berlin"));
        record.put("trace", List.of(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[300])));
        record.put("env", new GenericData.EnumSymbol(schema.getField("env").schema(), "PROD"));

        InferenceEvent event = decode(schema, record);

        assertThat(event.features()).isEqualTo(Map.of("rooms", number(2), "city", text("Berlin")));
        assertThat(event.eventTimeMs()).isEqualTo(1_767_225_600_000L);
    }

    @Test
    default void aProducerWithoutTheOptionalFieldsAndInAnotherOrder() {
        Schema schema = new Schema.Parser().parse("""
                        {"type": "record", "name": "InferenceEvent", "namespace": "io.tidegauge", "fields": [
                          {"name": "features", "type": {"type": "map", "values": "double"}},
                          {"name": "event_time", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                          {"name": "model_version", "type": "string"},
                          {"name": "model", "type": "string"},
                          {"name": "event_id", "type": "string"}]}""");

        InferenceEvent event = decode(schema, RawRecord.event(schema, Map.of("rooms", 2.0)));

        assertThat(event)
                .isEqualTo(new InferenceEvent(
                        "e-1",
                        "price",
                        "7",
                        1_767_225_600_000L,
                        Map.of("rooms", number(2)),
                        FeatureValue.MISSING,
                        Map.of(),
                        Map.of(),
                        OptionalDouble.empty()));
    }

    @Test
    default void narrowNumbersAreWidened() {
        Schema schema = RawRecord.parsed(
                "InferenceEvent",
                "\"values\":[\"null\",\"double\",\"long\",\"boolean\",\"string\"]",
                "\"values\":[\"int\",\"float\",\"boolean\",\"null\"]");

        InferenceEvent event =
                decode(schema, RawRecord.event(schema, Map.of("int", Integer.MIN_VALUE, "float", 0.5f, "flag", false)));

        assertThat(event.features())
                .isEqualTo(Map.of(
                        "int", number(-2147483648.0), "float", number(0.5), "flag", new FeatureValue.Bool(false)));
    }

    @Test
    default void twoSchemasInOneTopicTakeTurns() {
        Schema other = RawRecord.parsed("InferenceEvent", "\"values\":\"double\"", "\"values\":\"float\"");
        int one = setting().calls.register(setting().subject(), EVENT);
        int two = setting().calls.register(setting().subject() + "-other", other);
        EventDecoder decoder = setting().decoder();

        for (int i = 0; i < 3; i++) {
            GenericData.Record narrow = RawRecord.event(other, Map.of("rooms", 2.0 + i));
            narrow.put("scores", Map.of("yes", 0.5f));
            assertThat(decoder.decode(setting().topic, null, RawRecord.frame(two, narrow))
                            .scores())
                    .isEqualTo(Map.of("yes", 0.5));
            assertThat(decoder.decode(
                                    setting().topic,
                                    null,
                                    RawRecord.frame(one, RawRecord.event(EVENT, Map.of("rooms", 2.0 + i))))
                            .features())
                    .isEqualTo(Map.of("rooms", number(2 + i)));
        }
    }

    @Test
    default void aKindOfAlertFromALaterVersionIsUnknown() {
        Schema later = RawRecord.parsed("DriftAlert", "\"SILENCE\",", "\"SILENCE\",\"WEATHER\",");
        GenericData.Record record = RawRecord.record(
                later,
                Map.of(
                        "alert_id", "a-1",
                        "model", "price",
                        "model_version", "7",
                        "feature", "rating",
                        "window_start", 0L,
                        "window_end", 60_000L));
        record.put("kind", new GenericData.EnumSymbol(later.getField("kind").schema(), "WEATHER"));
        record.put("state", new GenericData.EnumSymbol(later.getField("state").schema(), "FIRING"));
        record.put(
                "severity",
                new GenericData.EnumSymbol(later.getField("severity").schema(), "NOTICE"));
        int id = setting().calls.register(setting().subject(), later);

        DriftAlert alert = setting()
                .closing(setting().reader().alertReader())
                .deserialize(setting().topic, RawRecord.frame(id, record));

        assertThat(alert.kind()).isEqualTo(AlertKind.UNKNOWN);
        assertThat(alert.effect()).isNaN();
        assertThat(alert.segment()).isEqualTo("*");
        assertThat(alert.moved()).isEmpty();
        assertThat(alert.path()).isEqualTo(DecisionPath.UNKNOWN);
        assertThat(alert.calibration()).isEmpty();
        assertThat(alert.incidentId()).isEmpty();
    }

    @Test
    default void aBaselineOfANewerFormatIsRefused() {
        GenericData.Record record = baseline("rating");
        record.put("format", 2);

        refused(record, "format 2 is newer than 1");
    }

    @Test
    default void aBaselineThatContradictsItselfIsRefused() {
        refused(baseline("rating"), "a manifest under the name of feature 'rating'");
        refused(baseline("*"), "lists no features");
    }

    private GenericData.Record baseline(String feature) {
        Schema schema = RawRecord.schema("Baseline");
        Schema manifest = schema.getField("body").schema().getTypes().get(1);
        GenericData.Record body = RawRecord.record(
                manifest, Map.of("features", List.of(), "effective_from", 0L, "created", 0L, "rows", 1L));
        return RawRecord.record(
                schema,
                Map.of("model", "price", "model_version", "7", "baseline_id", "b-1", "feature", feature, "body", body));
    }

    private void refused(GenericData.Record record, String named) {
        int id = setting().calls.register(setting().subject(), record.getSchema());
        var reader = setting().closing(setting().reader().baselineReader());

        assertThatThrownBy(() -> reader.deserialize(setting().topic, RawRecord.frame(id, record)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Baseline")
                .hasMessageContaining(setting().topic)
                .hasMessageContaining(named);
    }

    private InferenceEvent decode(Schema schema, GenericData.Record record) {
        return setting()
                .decode(RawRecord.frame(setting().calls.register(setting().subject(), schema), record));
    }
}
