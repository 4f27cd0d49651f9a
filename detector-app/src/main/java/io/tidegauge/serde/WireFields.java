package io.tidegauge.serde;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Fields that several records share, the same way in each: undefined figures are null on the wire and NaN here. */
final class WireFields {

    private WireFields() {}

    static void putModel(GenericRecord record, ModelVersion model) {
        record.put("model", model.model());
        record.put("model_version", model.version());
    }

    static ModelVersion model(GenericRecord record) {
        return new ModelVersion(text(record, "model"), text(record, "model_version"));
    }

    static void putWindow(GenericRecord record, TimeWindow window) {
        record.put("window_start", window.startMs());
        record.put("window_end", window.endMs());
    }

    static TimeWindow window(GenericRecord record) {
        return new TimeWindow(number(record, "window_start"), number(record, "window_end"));
    }

    static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    static double orNaN(GenericRecord record, String field) {
        Object value = record.get(field);
        return value == null ? Double.NaN : (double) value;
    }

    /** The figures that are finite: readers of the topics in other languages and in JSON know no others. */
    static Map<String, Double> finite(Map<String, Double> statistics) {
        Map<String, Double> finite = new TreeMap<>(statistics);
        finite.values().removeIf(value -> !Double.isFinite(value));
        return finite;
    }

    @SuppressWarnings("unchecked")
    static SortedMap<String, Double> statistics(GenericRecord record) {
        return new TreeMap<>((Map<String, Double>) record.get("statistics"));
    }

    static byte[] bytes(GenericRecord record, String field) {
        ByteBuffer buffer = ((ByteBuffer) record.get(field)).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    static String text(GenericRecord record, String field) {
        return record.get(field).toString();
    }

    static long number(GenericRecord record, String field) {
        return (long) record.get(field);
    }

    static GenericData.EnumSymbol symbol(Schema schema, Enum<?> constant) {
        return new GenericData.EnumSymbol(schema, constant.name());
    }

    static <E extends Enum<E>> E constant(Class<E> type, GenericRecord record, String field) {
        return Enum.valueOf(type, text(record, field));
    }
}
