package io.tidegauge.calibrate;

import java.time.Duration;

/** The season that a baseline is long enough to know: its blocks are told apart by the slot that they start in, UTC. */
public enum Season {
    /** One profile for all times. */
    NONE(1),
    HOUR_OF_DAY(24),
    HOUR_OF_WEEK(24 * 7);

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final int slots;

    Season(int slots) {
        this.slots = slots;
    }

    /** How many profiles there are. */
    public int slots() {
        return slots;
    }

    /** The slot of a window that starts at the time, milliseconds since the epoch; in [0, slots). */
    public int slot(long startMs) {
        return (int) Math.floorMod(Math.floorDiv(startMs, HOUR_MS), (long) slots);
    }
}
