package io.tidegauge.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many threads may be replaced: so many in a span of time. What kills every thread that takes over is no outage, and
 * to replace them for ever would hide it. Safe to call from any thread.
 */
final class Replacements {

    private final int most;
    private final long spanNanos;
    private final Deque<Long> given = new ArrayDeque<>();

    Replacements(int most, Duration span) {
        this.most = most;
        this.spanNanos = span.toNanos();
    }

    /** Whether one more may be replaced at this instant, as {@link System#nanoTime} tells it; it then counts. */
    synchronized boolean take(long nowNanos) {
        given.removeIf(before -> nowNanos - before > spanNanos);
        if (given.size() >= most) {
            return false;
        }
        given.add(nowNanos);
        return true;
    }
}
