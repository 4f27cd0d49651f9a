package io.tidegauge.badinput;

import static io.tidegauge.testkit.EventBuilder.event;

import io.tidegauge.cluster.ForeignWriter;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.testkit.EventBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * An event that nobody can count, and what is to be said of it.
 *
 * @param name what is wrong with it; also the key it is published under, and the model of the good event after it
 * @param value its bytes
 * @param reason the dead letter's reason
 * @param message what the dead letter's message must name
 */
record BadEvent(String name, byte[] value, String reason, String message) {

    static final int LARGE = 10 * 1024 * 1024;

    private static final int UNKNOWN_ID = 999_999;
    private static final long MICROSECONDS = 1_000;

    /** Every kind there is; {@code writer} is the product's own. */
    static List<BadEvent> all(ForeignWriter foreign, Function<InferenceEvent, byte[]> writer, long timeMs)
            throws Exception {
        byte[] good = writer.apply(good("m", timeMs));
        return List.of(
                new BadEvent("not-avro", bytes("{\"event\": 1}"), "UNDECODABLE", "123"),
                new BadEvent("too-short", bytes("abc"), "UNDECODABLE", "3 bytes"),
                new BadEvent("cut-short", Arrays.copyOf(good, good.length - 4), "UNDECODABLE", "schema id"),
                new BadEvent("unknown-schema", withId(good, UNKNOWN_ID), "UNKNOWN_SCHEMA", "999999"),
                new BadEvent(
                        "no-features",
                        without(foreign, "features", timeMs),
                        "INCOMPATIBLE_SCHEMA",
                        "required field 'features' is missing"),
                new BadEvent(
                        "no-event-time",
                        without(foreign, "event_time", timeMs),
                        "INCOMPATIBLE_SCHEMA",
                        "required field 'event_time' is missing"),
                new BadEvent("null-event-time", nullTime(foreign), "INCOMPATIBLE_SCHEMA", "event_time"),
                new BadEvent(
                        "time-in-microseconds",
                        microseconds(foreign, timeMs),
                        "INCOMPATIBLE_SCHEMA",
                        "timestamp-micros"),
                new BadEvent("another-record", anotherRecord(foreign), "INCOMPATIBLE_SCHEMA", "required field"),
                new BadEvent("trailing-garbage", append(good, bytes("tail")), "TRAILING_BYTES", "left over"),
                new BadEvent("null-value", null, "EMPTY", "null"),
                new BadEvent("empty-value", new byte[0], "EMPTY", "empty"),
                bad("before-1970", writer, event("m", "1", -1), "ABSURD_EVENT_TIME", "event_time -1"),
                bad(
                        "after-9999",
                        writer,
                        event("m", "1", timeMs * MICROSECONDS),
                        "ABSURD_EVENT_TIME",
                        "event_time " + timeMs * MICROSECONDS),
                bad(
                        "future",
                        writer,
                        event("m", "1", System.currentTimeMillis() + 3_600_000),
                        "FUTURE_EVENT_TIME",
                        "later than the record's timestamp"),
                bad("reserved-name", writer, event("m", "1", timeMs).number("$mine", 1), "RESERVED_NAME", "'$mine'"),
                bad("star-name", writer, event("m", "1", timeMs).number("*", 1), "RESERVED_NAME", "'*'"),
                bad("blank-name", writer, event("m", "1", timeMs).number(" ", 1), "BLANK_NAME", "blank"),
                bad("no-model", writer, event("", "1", timeMs).number("x", 1), "BLANK_NAME", "model"),
                bad(
                        "long-name",
                        writer,
                        event("m", "1", timeMs).number("n".repeat(257), 1),
                        "NAME_TOO_LONG",
                        "257 characters"),
                bad("10000-features", writer, features(event("m", "1", timeMs)), "TOO_MANY_FEATURES", "10000 features"),
                bad(
                        "10-mb-string",
                        writer,
                        event("m", "1", timeMs).text("essay", "e".repeat(LARGE)),
                        "VALUE_TOO_LONG",
                        "'essay' has 10485760 characters"));
    }

    /** An event with nothing wrong. */
    static InferenceEvent good(String model, long timeMs) {
        return event(model, "1", timeMs).number("x", 1).build();
    }

    private static BadEvent bad(
            String name, Function<InferenceEvent, byte[]> writer, EventBuilder event, String reason, String message) {
        return new BadEvent(name, writer.apply(event.build()), reason, message);
    }

    private static EventBuilder features(EventBuilder event) {
        for (int i = 0; i < 10_000; i++) {
            event.number("f" + i, i);
        }
        return event;
    }

    private static byte[] without(ForeignWriter foreign, String field, long timeMs) throws Exception {
        Schema full = ForeignWriter.schema("InferenceEvent");
        Schema less = Schema.createRecord("InferenceEvent", null, "io.tidegauge", false);
        less.setFields(full.getFields().stream()
                .filter(of -> !of.name().equals(field))
                .map(of -> new Schema.Field(of, of.schema()))
                .toList());
        return write(foreign, less, Map.of("event_time", timeMs, "features", Map.of("x", 1.0)));
    }

    private static byte[] nullTime(ForeignWriter foreign) throws Exception {
        String schema = ForeignWriter.schemaText("InferenceEvent")
                .replace(
                        "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}",
                        "[\"null\", {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}]");
        return write(foreign, new Schema.Parser().parse(schema), Map.of("features", Map.of("x", 1.0)));
    }

    private static byte[] microseconds(ForeignWriter foreign, long timeMs) throws Exception {
        String schema = ForeignWriter.schemaText("InferenceEvent").replace("timestamp-millis", "timestamp-micros");
        return write(
                foreign,
                new Schema.Parser().parse(schema),
                Map.of("event_time", timeMs * MICROSECONDS, "features", Map.of("x", 1.0)));
    }

    private static byte[] anotherRecord(ForeignWriter foreign) throws Exception {
        Schema order = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");
        GenericRecord record = new GenericData.Record(order);
        record.put("id", 7L);
        return ForeignWriter.write(foreign.register("orders-value", order), record);
    }

    private static byte[] write(ForeignWriter foreign, Schema schema, Map<String, Object> values) throws Exception {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> {
            if (field.hasDefaultValue()) {
                record.put(field.name(), GenericData.get().getDefaultValue(field));
            } else if (field.schema().getType() == Schema.Type.STRING) {
                record.put(field.name(), "m");
            } else {
                record.put(field.name(), values.get(field.name()));
            }
        });
        int id = foreign.register("foreign-" + Integer.toHexString(schema.hashCode()), schema);
        return ForeignWriter.write(id, record);
    }

    private static byte[] withId(byte[] value, int id) {
        byte[] copy = value.clone();
        ByteBuffer.wrap(copy).putInt(1, id);
        return copy;
    }

    private static byte[] append(byte[] value, byte[] tail) {
        return ByteBuffer.allocate(value.length + tail.length)
                .put(value)
                .put(tail)
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
