package io.tidegauge.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reference vectors, of the directory that the system property golden.dir names, else of the test resources. */
final class Golden {

    private Golden() {}

    static Stream<JsonNode> cases(String file) {
        String directory = System.getProperty("golden.dir");
        try (InputStream in = directory == null
                ? Golden.class.getResourceAsStream("/golden/" + file)
                : Files.newInputStream(Path.of(directory, file))) {
            JsonNode cases = new ObjectMapper().readTree(Objects.requireNonNull(in, file));
            return StreamSupport.stream(cases.spliterator(), false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
