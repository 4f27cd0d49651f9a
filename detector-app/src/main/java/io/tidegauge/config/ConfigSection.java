package io.tidegauge.config;

import io.tidegauge.config.YamlNode.Entry;
import io.tidegauge.config.YamlNode.Mapping;
import io.tidegauge.config.YamlNode.Scalar;
import io.tidegauge.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A section of the file, read key by key: each key is overridden by its environment variable, and what is wrong with
 * it goes to the list of problems while reading goes on with the default. Keys nobody asked for are unknown.
 */
final class ConfigSection {

    /** A value and where it comes from. */
    private record Setting(String text, String origin, int line) {}

    private final String path;
    private final Mapping mapping;
    private final Environment environment;
    private final List<ConfigProblem> problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final int problemsBefore;

    ConfigSection(String path, Mapping mapping, Environment environment, List<ConfigProblem> problems) {
        this.path = path;
        this.mapping = mapping;
        this.environment = environment;
        this.problems = problems;
        this.problemsBefore = problems.size();
    }

    /** The value read by the function, or the default where the key is absent or its value is refused. */
    <T> T value(String name, T absent, Function<String, T> reader) {
        @Nullable T value = optional(name, reader);
        return value == null ? absent : value;
    }

    /** The value read by the function, or null where the key is absent or its value is refused. */
    <T> @Nullable T optional(String name, Function<String, T> reader) {
        @Nullable Setting setting = setting(name);
        return setting == null ? null : read(name, setting, reader);
    }

    /** The value of a key that must be there; the stand-in where it is not, which is then a problem. */
    <T> T required(String name, T standIn, Function<String, T> reader) {
        int before = problems.size();
        @Nullable T value = optional(name, reader);
        if (value != null) {
            return value;
        }
        if (problems.size() == before) {
            problems.add(ConfigProblem.at(
                    mapping.line(), key(name), null, "missing; every configuration must have it" + orVariable(name)));
        }
        return standIn;
    }

    /** A list of values, in the environment separated by commas. */
    @Nullable
    List<String> texts(String name, Function<String, String> reader) {
        known.add(name);
        @Nullable String override = environment.override(key(name));
        if (override != null) {
            String origin = originOfVariable(name);
            return readAll(
                    name,
                    Stream.of(override.split("\\s*,\\s*"))
                            .map(text -> new Setting(text, origin, 0))
                            .toList(),
                    reader);
        }
        @Nullable Entry entry = mapping.entries().get(name);
        if (entry == null) {
            return null;
        }
        if (entry.value() instanceof Sequence sequence && !sequence.items().isEmpty()) {
            return readAll(name, settings(name, sequence), reader);
        }
        problem(
                entry.line(),
                name,
                null,
                "must be a list such as [a, b], not " + entry.value().kind());
        return null;
    }

    /** A section below this one; empty where the file has none. */
    ConfigSection section(String name) {
        known.add(name);
        @Nullable Entry entry = mapping.entries().get(name);
        return below(name, entry);
    }

    /** The names of the keys that the file gives here. */
    List<String> names() {
        return List.copyOf(mapping.entries().keySet());
    }

    /** Free keys with single values. */
    <T> SortedMap<String, T> entries(String name, Function<String, T> reader) {
        ConfigSection inner = section(name);
        SortedMap<String, T> values = new TreeMap<>();
        for (String free : inner.names()) {
            @Nullable T value = inner.optional(free, reader);
            if (value != null) {
                values.put(free, value);
            }
        }
        return values;
    }

    /** Client properties: free keys with single values, to which the environment may add. */
    SortedMap<String, String> properties(String name) {
        SortedMap<String, String> values = entries(name, Function.identity());
        environment.overridesBelow(key(name)).forEach(values::putIfAbsent);
        return values;
    }

    /** Whether the key of this section holds a single value, in the file or the environment. */
    boolean isSingle(String name) {
        @Nullable Entry entry = mapping.entries().get(name);
        return entry != null && entry.value() instanceof Scalar || entry == null && override(name) != null;
    }

    /** Makes the section's record; what its constructor refuses is a problem of the section. */
    <T> T made(T standIn, Supplier<T> constructor) {
        if (problems.size() > problemsBefore) {
            return standIn;
        }
        try {
            return constructor.get();
        } catch (IllegalArgumentException refused) {
            problems.add(ConfigProblem.at(mapping.line(), path, null, messageOf(refused)));
            return standIn;
        }
    }

    /** Notes every key that nobody has asked for, with the known one it resembles. */
    void refuseUnknownKeys() {
        mapping.entries().forEach((name, entry) -> {
            if (!known.contains(name)) {
                problem(entry.line(), name, null, "unknown key; " + Resemblance.advise(name, known));
            }
        });
    }

    /** The keys asked for, by full path. */
    List<String> knownKeys() {
        return known.stream().map(this::key).toList();
    }

    void problem(int line, String name, @Nullable String value, String message) {
        problems.add(ConfigProblem.at(line, key(name), value, message));
    }

    /** The line of the key, or of the section where it has no such key. */
    int lineOf(String name) {
        @Nullable Entry entry = mapping.entries().get(name);
        return entry == null ? mapping.line() : entry.line();
    }

    private ConfigSection below(String name, @Nullable Entry entry) {
        Mapping inner = new Mapping(entry == null ? mapping.line() : entry.line(), Map.of());
        if (entry != null && entry.value() instanceof Mapping given) {
            inner = new Mapping(entry.line(), given.entries());
        } else if (entry != null) {
            problem(
                    entry.line(),
                    name,
                    null,
                    "must be a section with keys of its own, not "
                            + entry.value().kind());
        }
        return new ConfigSection(key(name), inner, environment, problems);
    }

    private @Nullable Setting setting(String name) {
        known.add(name);
        @Nullable String override = override(name);
        if (override != null) {
            return new Setting(override, originOfVariable(name), 0);
        }
        @Nullable Entry entry = mapping.entries().get(name);
        return entry == null ? null : setting(name, entry.line(), entry.value());
    }

    private @Nullable Setting setting(String name, int line, YamlNode value) {
        if (!(value instanceof Scalar scalar) || scalar.text() == null) {
            problem(line, name, null, "must be a single value, not " + value.kind());
            return null;
        }
        try {
            return new Setting(environment.expand(scalar.text()), "line " + line, line);
        } catch (IllegalArgumentException unset) {
            problem(line, name, scalar.text(), messageOf(unset));
            return null;
        }
    }

    private List<Setting> settings(String name, Sequence sequence) {
        List<Setting> settings = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            @Nullable Setting setting = setting(name, item.line(), item);
            if (setting != null) {
                settings.add(setting);
            }
        }
        return settings;
    }

    private List<String> readAll(String name, List<Setting> settings, Function<String, String> reader) {
        List<String> values = new ArrayList<>();
        for (Setting setting : settings) {
            @Nullable String value = read(name, setting, reader);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private <T> @Nullable T read(String name, Setting setting, Function<String, T> reader) {
        try {
            return reader.apply(setting.text());
        } catch (IllegalArgumentException refused) {
            problems.add(
                    new ConfigProblem(setting.origin(), setting.line(), key(name), setting.text(), messageOf(refused)));
            return null;
        }
    }

    private @Nullable String override(String name) {
        return environment.override(key(name));
    }

    private String originOfVariable(String name) {
        return "environment variable " + Environment.variableOf(key(name));
    }

    private String orVariable(String name) {
        return " (or the environment variable " + Environment.variableOf(key(name)) + ")";
    }

    private String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String messageOf(IllegalArgumentException refused) {
        return String.valueOf(refused.getMessage());
    }
}
