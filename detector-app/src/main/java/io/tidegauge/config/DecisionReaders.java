package io.tidegauge.config;

import io.tidegauge.decide.Budget;
import io.tidegauge.decide.MaterialEffect;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads single values on how models are decided on; each throws IllegalArgumentException saying what would be right. */
final class DecisionReaders {

    private DecisionReaders() {}

    static Budget budget(String text) {
        return new Budget(ValueReaders.number(text));
    }

    /** A preset's name, or a number. */
    static MaterialEffect effect(String text) {
        return switch (text) {
            case "sensitive" -> MaterialEffect.SENSITIVE;
            case "standard" -> MaterialEffect.STANDARD;
            case "coarse" -> MaterialEffect.COARSE;
            default -> effectOf(text);
        };
    }

    private static MaterialEffect effectOf(String text) {
        try {
            return MaterialEffect.of(ValueReaders.share(text));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "must be sensitive, standard, coarse, or a number between 0 and 1, both excluded", wrong);
        }
    }

    static double importance(String text) {
        double importance = ValueReaders.number(text);
        if (!(importance >= 0 && importance < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("must not be negative; 0 mutes the feature");
        }
        return importance;
    }

    /** An instant with its offset, or a day, which is its first instant in UTC. */
    static Instant instant(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "must be a time such as 2026-12-24T18:00:00Z, or a day such as 2026-12-24", wrong);
        }
    }
}
