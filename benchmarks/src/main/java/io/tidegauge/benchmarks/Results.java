package io.tidegauge.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The file of the latest results: what is measured anew replaces what had its name, all else stays. */
public final class Results {

    /** Writes and reads it; every class of results is a tree of records. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Results() {}

    /** Puts the parts into the file, by name. */
    public static void put(Path file, Map<String, ?> parts) {
        try {
            ObjectNode all = Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode there
                    ? there
                    : JSON.createObjectNode();
            parts.forEach((name, part) -> all.set(name, JSON.<JsonNode>valueToTree(part)));
            Files.createDirectories(file.toAbsolutePath().getParent());
            JSON.writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
