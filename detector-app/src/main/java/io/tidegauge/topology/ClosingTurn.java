package io.tidegauge.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a task goes on closing windows before its thread must see to its other tasks, its consumer and its
 * transaction. After a pause, one watermark passes thousands of windows, and to close them all takes minutes: in one go
 * that would outlast the transaction, which the broker then aborts, and the whole of it would begin again for ever.
 */
final class ClosingTurn {

    private static final long SHORTEST_MS = 10;

    private final long longestMs;
    private final LongSupplier wallMs;
    private long spentMs;

    /**
     * A turn that has not begun.
     *
     * @param commitInterval half of it is shared by the tasks, should one thread have them all
     * @param tasks stage-2 tasks of the application
     * @param wallMs the clock on the wall
     */
    ClosingTurn(Duration commitInterval, int tasks, LongSupplier wallMs) {
        this.longestMs = longestMs(commitInterval, tasks);
        this.wallMs = wallMs;
    }

    /** How often a turn may begin: as much time as it takes is left for everything else. */
    static Duration interval(Duration commitInterval, int tasks) {
        return Duration.ofMillis(2 * longestMs(commitInterval, tasks));
    }

    private static long longestMs(Duration commitInterval, int tasks) {
        return Math.max(SHORTEST_MS, commitInterval.toMillis() / (2L * tasks));
    }

    /** Begins the next turn. */
    void begin() {
        spentMs = 0;
    }

    /** Whether its time is used up. */
    boolean isOver() {
        return spentMs >= longestMs;
    }

    /** Does what counts against this turn. */
    void spend(Runnable work) {
        long began = wallMs.getAsLong();
        work.run();
        spentMs += Math.max(0, wallMs.getAsLong() - began);
    }
}
