package io.tidegauge.topology;

/**
 * Adds up the time a task has lived through, tick by tick. A step of the wall clock counts as one tick at the most, so
 * deadlines hold whatever a clock does.
 */
final class ProcessingClock {

    private final long longestTickMs;
    private long lastWallMs = -1;
    private long elapsedMs;

    ProcessingClock(long longestTickMs) {
        this.longestTickMs = longestTickMs;
    }

    /** Takes the wall clock's reading. */
    void tick(long wallMs) {
        if (lastWallMs >= 0) {
            elapsedMs += Math.max(0, Math.min(wallMs - lastWallMs, longestTickMs));
        }
        lastWallMs = wallMs;
    }

    /** Milliseconds lived through since the first tick. */
    long now() {
        return elapsedMs;
    }
}
