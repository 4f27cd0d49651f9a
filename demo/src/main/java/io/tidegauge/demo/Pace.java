package io.tidegauge.demo;

/**
 * When an event of the story is sent: in compressed time from the start of the play, and never before its event time,
 * so that a story that began in the past catches up with the clock and goes on in real time.
 *
 * @param storyStartMs event time of the first event
 * @param playStartMs wall-clock time at which it is sent
 * @param factor milliseconds of event time in one of wall-clock time
 */
record Pace(long storyStartMs, long playStartMs, double factor) {

    Pace {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("time can be compressed, not stretched: factor " + factor);
        }
    }

    /** The wall-clock time at which an event of the given event time is due. */
    long dueMs(long eventTimeMs) {
        long compressed = playStartMs + (long) ((eventTimeMs - storyStartMs) / factor);
        return Math.max(compressed, eventTimeMs);
    }
}
