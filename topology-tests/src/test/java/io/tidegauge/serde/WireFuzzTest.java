package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.RegistrySettings.Serde;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.fuzz.Fuzz;
import io.tidegauge.golden.GoldenBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of the topics: events of anybody's schema, and the records that we write and others may. */
class WireFuzzTest {

    private static final String TOPIC = "fuzzed";

    /** Fields that an event may bring along and that are skipped: empty items, recursion, and much to be claimed. */
    private static final String EXTRA = """
            {"name": "nothings", "type": {"type": "array", "items": "null"}},
            {"name": "empties", "type": {"type": "map", "values": {"type": "record", "name": "Empty", "fields": []}}},
            {"name": "chain", "type": {"type": "record", "name": "Link", "fields": [
                {"name": "next", "type": ["null", "Link"]}, {"name": "blob", "type": "bytes"}]}},
            {"name": "fixed", "type": {"type": "fixed", "name": "Sixteen", "size": 16}},
            {"name": "choice", "type": {"type": "enum", "name": "Choice", "symbols": ["A", "B"]}},
            """;

    private static EmbeddedRegistry registry;
    private static AvroWire wire;
    private static int ids;

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

    private static int register(Schema schema) {
        return new RegistryCalls(registry.url()).register("fuzzed-" + ids++, schema);
    }

    private static List<byte[]> golden(String schema, String... files) {
        int id = register(RawRecord.schema(schema));
        List<byte[]> valid = new ArrayList<>();
        for (String file : files) {
            byte[] value = GoldenBytes.value(WireFuzzTest.class, file + ".hex");
            ByteBuffer.wrap(value).putInt(1, id);
            valid.add(value);
        }
        return valid;
    }

    private static Schema richSchema() {
        return RawRecord.parsed("InferenceEvent", "\"fields\":[", "\"fields\":[" + EXTRA.replaceAll("\\s*\\R\\s*", ""));
    }

    private static GenericData.Record rich(Schema schema) {
        GenericData.Record event = RawRecord.event(schema, Map.of("rooms", 2.0, "city", "Köln"));
        Schema link = schema.getField("chain").schema();
        GenericData.Record last = RawRecord.record(link, Map.of("blob", ByteBuffer.wrap(new byte[] {1, 2})));
        GenericData.Record first = RawRecord.record(link, Map.of("blob", ByteBuffer.allocate(0), "next", last));
        List<Object> nothings = new ArrayList<>();
        nothings.add(null);
        event.put("nothings", nothings);
        event.put(
                "empties",
                Map.of("a", RawRecord.record(schema.getField("empties").schema().getValueType(), Map.of())));
        event.put("chain", first);
        event.put("fixed", new GenericData.Fixed(schema.getField("fixed").schema(), new byte[16]));
        event.put("choice", new GenericData.EnumSymbol(schema.getField("choice").schema(), "B"));
        return event;
    }

    /** Events of our schema, and of one with more fields. */
    @Test
    void events() {
        List<byte[]> valid =
                golden("InferenceEvent", "InferenceEvent-v1", "InferenceEvent-least-v1", "InferenceEvent-published-v1");
        Schema schema = richSchema();
        int id = register(schema);
        byte[] rich = RawRecord.frame(id, rich(schema));
        valid.add(rich);
        valid.add(rich);
        Serializer<InferenceEvent> writer = wire.events();
        EventDecoder kept = wire.eventDecoder();
        Fuzz.of("event", valid, InvalidEventException.class, RegistryUnavailableException.class)
                .also(bombs(id, rich))
                .run(12_000, tampered -> {
                    byte[] bytes = mended(tampered, valid);
                    EventDecoder decoder = bytes.length % 4 == 0 ? wire.eventDecoder() : kept;
                    InferenceEvent read = EventLimits.DEFAULT.check(decoder.decode(TOPIC, null, bytes));
                    assertThat(kept.decode(TOPIC, null, writer.serialize(TOPIC, read)))
                            .isEqualTo(read);
                });
    }

    /** With the schema id of a valid value, but for a few: each id that is not known takes a request. */
    private static byte[] mended(byte[] tampered, List<byte[]> valid) {
        if (tampered.length < 5 || tampered.length % 32 == 0) {
            return tampered;
        }
        System.arraycopy(valid.get((tampered[4] & 0xFF) % valid.size()), 0, tampered, 0, 4);
        byte[] like = valid.stream()
                .filter(value -> value[4] == tampered[4])
                .findFirst()
                .orElse(valid.get((tampered[4] & 0xFF) % valid.size()));
        tampered[4] = like[4];
        return tampered;
    }

    /** Claims of many items that take no bytes, in front of what is otherwise a valid event. */
    private static List<byte[]> bombs(int id, byte[] rich) {
        Map<String, byte[]> claims = new HashMap<>();
        for (String count : List.of(
                "feffffffffffffffff01",
                "ffffffffffffffffff01",
                "fefffffff0ffff01",
                "808080808080808001",
                "feffffff0f",
                "80897a")) {
            claims.put(count, HexFormat.of().parseHex(count));
        }
        List<byte[]> bombs = new ArrayList<>();
        claims.values().forEach(claim -> {
            ByteBuffer bomb = ByteBuffer.allocate(5 + claim.length + rich.length - 6);
            bomb.put((byte) 0).putInt(id).put(claim).put(rich, 6, rich.length - 6);
            bombs.add(bomb.array());
        });
        return bombs;
    }

    @Test
    void reports() {
        fuzz("report", golden("FeatureReport", "FeatureReport-v1"), wire.reportReader(), wire.reports());
    }

    @Test
    void alerts() {
        fuzz("alert", golden("DriftAlert", "DriftAlert-v2"), wire.alertReader(), wire.alerts());
    }

    @Test
    void baselines() {
        fuzz(
                "baseline-record",
                golden("Baseline", "Baseline-feature-v2", "Baseline-manifest-v2"),
                wire.baselineReader(),
                wire.baselines());
    }

    private static <T> void fuzz(String name, List<byte[]> valid, Deserializer<T> reader, Serializer<T> writer) {
        Fuzz.of(name, valid, SerializationException.class, RegistryUnavailableException.class)
                .run(5_000, tampered -> {
                    byte[] bytes = mended(tampered, valid);
                    T read = reader.deserialize(TOPIC, bytes);
                    byte[] again = writer.serialize(name, read);
                    assertThat(writer.serialize(name, reader.deserialize(TOPIC, again)))
                            .as("%s", read)
                            .isEqualTo(again);
                });
    }
}
