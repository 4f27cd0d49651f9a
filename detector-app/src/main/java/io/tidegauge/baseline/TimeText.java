package io.tidegauge.baseline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Instants as files and people spell them. */
public final class TimeText {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    /** Of 2011-01-31. */
    private static final int DATE_LENGTH = 10;

    /** Epoch numbers below this are seconds (up to the year 5138), above it milliseconds (from 1973). */
    private static final double SECONDS_BELOW = 1e11;

    /** Such as 20110131, which as seconds would be in 1970. */
    private static final Pattern COMPACT_DATE = Pattern.compile("(19|20)\\d{6}");

    private TimeText() {}

    /**
     * Reads ISO-8601 (a date, or date and time with {@code T} or a space between, UTC where it names no zone), or seconds
     * or milliseconds since the epoch.
     *
     * @return milliseconds since the epoch
     * @throws IllegalArgumentException naming the text when it is none of these
     */
    public static long parse(String text) {
        String trimmed = text.strip();
        OptionalDouble number = NumberText.parse(trimmed);
        if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
            return ofEpoch(text, number.getAsDouble());
        }
        try {
            return instant(ISO.parseBest(
                            trimmed.length() > DATE_LENGTH && trimmed.charAt(DATE_LENGTH) == ' '
                                    ? trimmed.substring(0, DATE_LENGTH) + "T" + trimmed.substring(DATE_LENGTH + 1)
                                    : trimmed,
                            OffsetDateTime::from,
                            LocalDateTime::from,
                            LocalDate::from))
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time: ISO-8601, or seconds or milliseconds since the epoch", e);
        }
    }

    private static long ofEpoch(String text, double epoch) {
        if (COMPACT_DATE.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("'" + text + "' may be a date or seconds; write a date as 2011-01-31");
        }
        return Math.round(Math.abs(epoch) < SECONDS_BELOW ? epoch * 1000 : epoch);
    }

    private static Instant instant(TemporalAccessor parsed) {
        if (parsed instanceof OffsetDateTime zoned) {
            return zoned.toInstant();
        }
        return parsed instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : ((LocalDate) parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
