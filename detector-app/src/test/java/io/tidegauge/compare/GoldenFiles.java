package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads golden cases: of the directory that the system property golden.dir names, else of the test resources. */
final class GoldenFiles {

    private GoldenFiles() {}

    static List<JsonNode> load(String file) {
        String directory = System.getProperty("golden.dir");
        try (InputStream in = directory == null
                ? GoldenFiles.class.getResourceAsStream("/golden/" + file)
                : Files.newInputStream(Path.of(directory, file))) {
            assertThat(in).as(file).isNotNull();
            List<JsonNode> cases = new ArrayList<>();
            new ObjectMapper().readTree(in).forEach(cases::add);
            assertThat(cases).as(file).isNotEmpty();
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String name(JsonNode c) {
        return c.path("id").asText() + " " + c.path("title").asText();
    }

    static Set<String> fieldsOf(JsonNode node) {
        Set<String> fields = new TreeSet<>();
        node.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    static Set<String> tags(JsonNode c) {
        Set<String> tags = new HashSet<>();
        c.path("tags").forEach(tag -> tags.add(tag.textValue()));
        return tags;
    }

    static double toDouble(JsonNode value) {
        return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
    }

    static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = toDouble(array.get(i));
        }
        return values;
    }

    static long[] longs(JsonNode array) {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asLong();
        }
        return values;
    }
}
