package io.tidegauge.decide;

import java.time.Duration;

/**
 * How often a model is decided on.
 *
 * @param size a window's length
 * @param advance from one window's start to the next one's; overlapping windows are all counted
 * @param days whether the day's windows are also merged and decided on together
 */
public record Cadence(Duration size, Duration advance, boolean days) {

    private static final Duration DAY = Duration.ofDays(1);

    public Cadence {
        if (size.toMillis() <= 0 || advance.toMillis() <= 0 || advance.compareTo(size) > 0) {
            throw new IllegalArgumentException("windows of " + size + " every " + advance);
        }
        // A window of a day or more is a day of its own.
        days = days && size.compareTo(DAY) < 0;
    }

    /** Tumbling windows, with their days. */
    public static Cadence tumbling(Duration size) {
        return new Cadence(size, size, true);
    }

    /** Windows that close in so many days. */
    double windowsIn(double days) {
        return days * DAY.toMillis() / advance.toMillis();
    }
}
