package io.tidegauge.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 7d}, {@code PT5M}. */
public final class DurationText {

    private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

    private DurationText() {}

    /**
     * Parses a duration.
     *
     * @throws IllegalArgumentException saying how durations are written
     */
    public static Duration parse(String text) {
        try {
            if (WHOLE.matcher(text).matches()) {
                return sum(PART.matcher(text));
            }
            if (text.startsWith("P") || text.startsWith("-P")) {
                return Duration.parse(text);
            }
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            throw notADuration(unreadable);
        }
        throw notADuration(null);
    }

    private static Duration sum(Matcher parts) {
        Duration sum = Duration.ZERO;
        while (parts.find()) {
            sum = sum.plus(part(Long.parseLong(parts.group(1)), parts.group(2)));
        }
        return sum;
    }

    private static Duration part(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static IllegalArgumentException notADuration(@Nullable Exception cause) {
        return new IllegalArgumentException("not a duration; write 500ms, 30s, 5m, 1h30m, 7d or PT5M", cause);
    }
}
