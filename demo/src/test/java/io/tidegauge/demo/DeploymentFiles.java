package io.tidegauge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files under {@code deploy} and the compose file, read as data. */
final class DeploymentFiles {

    /** The top of the checkout: tests run in the module's directory. */
    static final Path TOP = Path.of("").toAbsolutePath().getParent();

    private DeploymentFiles() {}

    /** Every YAML and JSON file of the deployment. */
    static List<Path> all() {
        List<Path> files = new ArrayList<>(List.of(TOP.resolve("docker-compose.yml")));
        try (Stream<Path> paths = Files.walk(TOP.resolve("deploy"))) {
            paths.filter(path -> path.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The documents of a file: one of JSON, one or more of YAML. */
    static List<JsonNode> documents(Path file) {
        ObjectMapper mapper = file.toString().endsWith(".json") ? new ObjectMapper() : new YAMLMapper();
        try (var values = mapper.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return values.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse " + TOP.relativize(file), e);
        }
    }

    /** The only document of a file, by its path from the top. */
    static JsonNode document(String path) {
        List<JsonNode> documents = documents(TOP.resolve(path));
        if (documents.size() != 1) {
            throw new IllegalStateException(path + " has " + documents.size() + " documents");
        }
        return documents.get(0);
    }

    static String text(String path) {
        try {
            return Files.readString(TOP.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of an object or an array. */
    static List<JsonNode> values(JsonNode node) {
        List<JsonNode> values = new ArrayList<>();
        node.forEach(values::add);
        return values;
    }

    /** The names of an object's fields. */
    static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The texts of an array. */
    static List<String> texts(JsonNode array) {
        return values(array).stream().map(JsonNode::asText).toList();
    }
}
