package io.tidegauge.config;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables as configuration sees them: {@code TIDEGAUGE_WINDOWS_SIZE} overrides the key
 * {@code windows.size}, and <code>${NAME:default}</code> in a value stands for the variable {@code NAME}.
 */
final class Environment {

    static final String PREFIX = "TIDEGAUGE_";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> variables;

    /** Variables that are set but empty count as not set. */
    Environment(Map<String, String> variables) {
        this.variables = variables.entrySet().stream()
                .filter(variable -> !variable.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The variable that overrides the key of this path: upper case, and {@code _} for all that is no letter or digit. */
    static String variableOf(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** The override of the key of this path, or null. */
    @Nullable
    String override(String path) {
        return variables.get(variableOf(path));
    }

    /** Overrides below a section of free keys: {@code TIDEGAUGE_KAFKA_MAX_POLL_RECORDS} gives max.poll.records. */
    SortedMap<String, String> overridesBelow(String path) {
        String prefix = variableOf(path) + "_";
        SortedMap<String, String> found = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                found.put(
                        name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return found;
    }

    /**
     * The text with its references replaced; a default may hold anything but a closing brace.
     *
     * @throws IllegalArgumentException naming a variable that is not set and has no default
     */
    String expand(String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (reference.find()) {
            @Nullable String value = variables.getOrDefault(reference.group(1), reference.group(2));
            if (value == null) {
                throw new IllegalArgumentException("environment variable " + reference.group(1)
                        + " is not set and no default is given (write ${" + reference.group(1) + ":default})");
            }
            reference.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(expanded).toString();
    }
}
