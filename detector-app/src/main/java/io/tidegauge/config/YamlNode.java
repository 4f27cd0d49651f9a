package io.tidegauge.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML document that remembers its line. */
sealed interface YamlNode {

    int line();

    /** What the node is called in a message. */
    String kind();

    /** A single value as it is written; null where the key has none. */
    record Scalar(int line, @Nullable String text) implements YamlNode {
        @Override
        public String kind() {
            return text == null ? "nothing" : "a single value";
        }
    }

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file. */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a section";
        }
    }

    /** A key's value and the line of the key. */
    record Entry(int line, YamlNode value) {}
}
