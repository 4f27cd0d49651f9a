package io.tidegauge.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with the configuration.
 *
 * @param origin where it stands, {@code line 12} or {@code environment variable TIDEGAUGE_HTTP_PORT}; empty for the
 *     file as a whole
 * @param line the line in the file, 0 where it is not in the file
 * @param key the key by its full path, empty for the file as a whole
 * @param value what stands there, or null where nothing does
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(
        String origin, int line, String key, @Nullable String value, String message) {

    static ConfigProblem at(int line, String key, @Nullable String value, String message) {
        return new ConfigProblem("line " + line, line, key, value, message);
    }

    static ConfigProblem ofFile(String message) {
        return new ConfigProblem("", 0, "", null, message);
    }

    /** The problem in one line. */
    @Override
    public String toString() {
        return (origin.isEmpty() ? "" : origin + ": ") + withoutOrigin();
    }

    /** The key, the value and what is wrong. */
    public String withoutOrigin() {
        String where = key.isEmpty() ? "" : key + ": ";
        return where + (value == null ? "" : "'" + value + "': ") + message;
    }
}
