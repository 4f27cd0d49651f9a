package io.tidegauge.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a partition is idle, a window overdue, an event from the future, a model silent.
 *
 * @param maxFutureSkew how far an event's time may be ahead of its record's timestamp
 * @param idleTimeout how long a partition is silent before it may be idle
 * @param maxWait how long, in processing time without progress, before windows close incomplete
 * @param commitInterval how often stage 1 drains
 * @param silenceAfter how long a monitored model has no events before that is an alert; zero for never, null for what its
 *     windows suggest
 */
public record TimingSettings(
        Duration maxFutureSkew,
        Duration idleTimeout,
        Duration maxWait,
        Duration commitInterval,
        @Nullable Duration silenceAfter) {

    public static final TimingSettings DEFAULT = new TimingSettings(
            Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofSeconds(5), null);

    public TimingSettings {
        requirePositive("max-future-skew", maxFutureSkew);
        requirePositive("idle-timeout", idleTimeout);
        requirePositive("max-wait", maxWait);
        requirePositive("commit-interval", commitInterval);
        if (silenceAfter != null && silenceAfter.isNegative()) {
            throw new IllegalArgumentException("silence-after must not be negative, was " + silenceAfter);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }
}
