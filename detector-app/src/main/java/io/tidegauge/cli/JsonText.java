package io.tidegauge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making, its keys in the order they are put. Mutable. */
final class JsonText {

    private static final ObjectWriter LINE = new ObjectMapper().writer();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Puts a string, a number that is finite, a boolean, a list or a map. */
    JsonText put(String key, Object value) {
        fields.put(key, value instanceof JsonText nested ? nested.fields : value);
        return this;
    }

    /** Puts a figure: null where it is undefined (NaN), a string where it is infinite. */
    JsonText figure(String key, double value) {
        fields.put(key, Double.isNaN(value) ? null : value);
        return this;
    }

    /** Puts figures by name. */
    JsonText figures(String key, SortedMap<String, Double> values) {
        SortedMap<String, @Nullable Object> figures = new TreeMap<>();
        values.forEach((name, value) -> figures.put(name, value.isNaN() ? null : value));
        fields.put(key, figures);
        return this;
    }

    /** The object on one line. */
    String line() {
        return write(LINE);
    }

    /** The object over many lines. */
    String pretty() {
        return write(LINE.withDefaultPrettyPrinter());
    }

    private String write(ObjectWriter writer) {
        try {
            return writer.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings, numbers, lists and maps are always JSON", e);
        }
    }
}
