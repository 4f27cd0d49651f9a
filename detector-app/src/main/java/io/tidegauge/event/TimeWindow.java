package io.tidegauge.event;

import java.time.Instant;

/** A span of event time, start inclusive, end exclusive, both in milliseconds since the epoch. */
public record TimeWindow(long startMs, long endMs) implements Comparable<TimeWindow> {

    /** Milliseconds of a day. */
    public static final long DAY_MS = 86_400_000;

    public TimeWindow {
        if (endMs <= startMs) {
            throw new IllegalArgumentException("window ends at " + endMs + ", not after its start " + startMs);
        }
    }

    /** The UTC day that the instant falls in. */
    public static TimeWindow dayOf(long timeMs) {
        long start = Math.floorDiv(timeMs, DAY_MS) * DAY_MS;
        return new TimeWindow(start, start + DAY_MS);
    }

    /** Length in milliseconds. */
    public long sizeMs() {
        return endMs - startMs;
    }

    @Override
    public int compareTo(TimeWindow other) {
        int byEnd = Long.compare(endMs, other.endMs);
        return byEnd != 0 ? byEnd : Long.compare(startMs, other.startMs);
    }

    @Override
    public String toString() {
        return Instant.ofEpochMilli(startMs) + "/" + Instant.ofEpochMilli(endMs);
    }
}
