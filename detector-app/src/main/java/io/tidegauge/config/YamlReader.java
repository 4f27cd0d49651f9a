package io.tidegauge.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tidegauge.config.YamlNode.Entry;
import io.tidegauge.config.YamlNode.Mapping;
import io.tidegauge.config.YamlNode.Scalar;
import io.tidegauge.config.YamlNode.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one YAML document into nodes that know their lines; notes duplicate keys and what is not supported. */
final class YamlReader {

    private final YAMLParser parser;
    private final List<ConfigProblem> problems;

    private YamlReader(YAMLParser parser, List<ConfigProblem> problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The document's top mapping; empty, with a problem noted, where the text has none. */
    static Optional<Mapping> read(String text, List<ConfigProblem> problems) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlReader(parser, problems).document();
        } catch (JsonProcessingException broken) {
            JsonLocation location = broken.getLocation();
            // The parser's message, without the excerpts of the file that it indents.
            String message = broken.getOriginalMessage()
                    .lines()
                    .filter(line -> !line.startsWith(" "))
                    .collect(Collectors.joining(", "));
            problems.add(ConfigProblem.at(
                    location == null ? 1 : location.getLineNr(), "", null, "not readable as YAML: " + message));
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    private Optional<Mapping> document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            problems.add(ConfigProblem.at(1, "", null, "the file is empty"));
            return Optional.empty();
        }
        YamlNode top = node("");
        if (parser.nextToken() != null) {
            problems.add(ConfigProblem.at(line(), "", null, "a second document begins; there must be one"));
        }
        if (top instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.add(ConfigProblem.at(top.line(), "", null, "the file must hold keys and values, not " + top.kind()));
        return Optional.empty();
    }

    /** The node at the parser's current token. */
    private YamlNode node(String path) throws IOException {
        int line = line();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(path, line);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(path + "[" + items.size() + "]"));
            }
            return new Sequence(line, items);
        }
        if (parser.isCurrentAlias()) {
            problems.add(ConfigProblem.at(line, path, "*" + parser.getText(), "aliases are not supported"));
        }
        return new Scalar(line, token == JsonToken.VALUE_NULL ? null : parser.getText());
    }

    private Mapping mapping(String path, int line) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            YamlNode value = node(keyPath);
            @Nullable Entry earlier = entries.putIfAbsent(key, new Entry(keyLine, value));
            if (earlier != null) {
                problems.add(
                        ConfigProblem.at(keyLine, keyPath, null, "duplicate key, already on line " + earlier.line()));
            }
        }
        return new Mapping(line, entries);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
