package io.tidegauge.serde;

import io.tidegauge.event.FeatureValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** A producer of any schema: Avro's own writer behind a prefix made by hand. */
final class RawRecord {

    static final Schema EVENT = schema("InferenceEvent");

    private RawRecord() {}

    static Schema schema(String name) {
        return parsed(name, "", "");
    }

    /** The published schema with one piece of its text replaced. */
    static Schema parsed(String name, String from, String to) {
        String text = WireSchemas.published(name).toString();
        if (!text.contains(from)) {
            throw new IllegalArgumentException(from + " is not in " + text);
        }
        return new Schema.Parser().parse(text.replace(from, to));
    }

    static GenericData.Record record(Schema schema, Map<String, ?> fields) {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> {
            if (field.hasDefaultValue()) {
                record.put(field.name(), GenericData.get().getDefaultValue(field));
            }
        });
        fields.forEach(record::put);
        return record;
    }

    /** The least an event must say. */
    static GenericData.Record event(Schema schema, Map<String, ?> features) {
        return record(
                schema,
                Map.of(
                        "event_id",
                        "e-1",
                        "model",
                        "price",
                        "model_version",
                        "7",
                        "event_time",
                        1_767_225_600_000L,
                        "features",
                        features));
    }

    static byte[] payload(Schema schema, Object datum) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(datum, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A consumer of its own: what comes after the five bytes of the prefix. */
    static GenericRecord read(Schema schema, byte[] value) {
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] frame(int id, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) 0)
                .putInt(id)
                .put(payload)
                .array();
    }

    static byte[] frame(int id, GenericData.Record record) {
        return frame(id, payload(record.getSchema(), record));
    }

    static FeatureValue number(double value) {
        return new FeatureValue.Numeric(value);
    }

    static FeatureValue text(String value) {
        return new FeatureValue.Text(value);
    }
}
