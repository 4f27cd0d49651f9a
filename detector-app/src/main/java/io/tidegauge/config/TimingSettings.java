package io.tidegauge.config;

import java.time.Duration;

/**
 * When a partition is idle, a window overdue, an event from the future.
 *
 * @param maxFutureSkew how far an event's time may be ahead of its record's timestamp
 * @param idleTimeout how long a partition is silent before it may be idle
 * @param maxWait how long, in processing time without progress, before windows close incomplete
 * @param commitInterval how often stage 1 drains
 */
public record TimingSettings(Duration maxFutureSkew, Duration idleTimeout, Duration maxWait, Duration commitInterval) {

    public static final TimingSettings DEFAULT = new TimingSettings(
            Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofSeconds(5));

    public TimingSettings {
        requirePositive("max-future-skew", maxFutureSkew);
        requirePositive("idle-timeout", idleTimeout);
        requirePositive("max-wait", maxWait);
        requirePositive("commit-interval", commitInterval);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }
}
