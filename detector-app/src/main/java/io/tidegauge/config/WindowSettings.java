package io.tidegauge.config;

import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's windows: of {@code size}, one every {@code advance}, aligned to the epoch; closed when every partition's
 * watermark has passed the end by {@code lateness}. With {@code day}, the day's windows are also merged into one.
 */
public record WindowSettings(Duration size, Duration advance, Duration lateness, boolean day) {

    /** Tumbling windows of five minutes, 30 seconds late at the most. */
    public static final WindowSettings DEFAULT =
            new WindowSettings(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(30));

    /** Each is a profile per feature, and a pane is in as many windows as it takes advances to the size: a day by minutes. */
    private static final long MOST_PANES = 1_440;

    public WindowSettings {
        if (size.toMillis() <= 0) {
            throw new IllegalArgumentException("window size must be positive, was " + size);
        }
        if (advance.toMillis() <= 0 || advance.compareTo(size) > 0) {
            throw new IllegalArgumentException("window advance must be positive and at most the size, was " + advance);
        }
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness must not be negative, was " + lateness);
        }
        long paneMs = commonDivisor(size.toMillis(), advance.toMillis());
        if (size.toMillis() / paneMs > MOST_PANES) {
            throw new IllegalArgumentException("windows of " + size + " every " + advance + " are put together from "
                    + size.toMillis() / paneMs + " panes of " + paneMs + " ms, more than " + MOST_PANES
                    + ": choose an advance that divides the size, and is longer");
        }
    }

    /** With a day window. */
    public WindowSettings(Duration size, Duration advance, Duration lateness) {
        this(size, advance, lateness, true);
    }

    /** The length of the panes that windows are put together from: the greatest common divisor of size and advance. */
    public long paneMs() {
        return commonDivisor(size.toMillis(), advance.toMillis());
    }

    private static long commonDivisor(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /** The start of the pane that holds the instant. */
    public long paneStart(long timeMs) {
        return Math.floorDiv(timeMs, paneMs()) * paneMs();
    }

    /** The windows that hold the pane, earliest first. */
    public List<TimeWindow> windowsOf(long paneStartMs) {
        long sizeMs = size.toMillis();
        long advanceMs = advance.toMillis();
        long last = Math.floorDiv(paneStartMs, advanceMs) * advanceMs;
        List<TimeWindow> windows = new ArrayList<>();
        for (long start = last; start + sizeMs > paneStartMs; start -= advanceMs) {
            windows.add(0, new TimeWindow(start, start + sizeMs));
        }
        return windows;
    }

    /** The end of the last window that holds the instant. */
    public long lastEnd(long timeMs) {
        return Math.floorDiv(timeMs, advance.toMillis()) * advance.toMillis() + size.toMillis();
    }

    /**
     * The UTC day that the pane is merged into, which is the one that its start falls in; empty without day windows, and
     * where windows are as long as a day by themselves.
     */
    public Optional<TimeWindow> dayOf(long paneStartMs) {
        return day && size.toMillis() < TimeWindow.DAY_MS
                ? Optional.of(TimeWindow.dayOf(paneStartMs))
                : Optional.empty();
    }

    /** Whether the other's windows are these, whatever else is made of them. */
    boolean sameWindows(WindowSettings other) {
        return size.equals(other.size) && advance.equals(other.advance) && lateness.equals(other.lateness);
    }
}
