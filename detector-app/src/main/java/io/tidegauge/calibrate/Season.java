package io.tidegauge.calibrate;

import io.tidegauge.compare.SeasonSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The season that a baseline is long enough to know: its blocks are told apart by the slot that they start in, UTC. */
public enum Season {
    /** One profile for all times. */
    NONE(1),
    HOUR_OF_DAY(24),
    HOUR_OF_WEEK(24 * 7);

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAYS = 3;
    private static final long WEEKS = 4;

    private final int slots;

    Season(int slots) {
        this.slots = slots;
    }

    /**
     * The season that blocks tell: by the hour, from three days on by the hour of the day, from four weeks on by the hour of
     * the week.
     *
     * @param blockMs length of a block; one longer than an hour is in no hour
     * @param spanMs from the first block's start to the last one's end
     */
    static Season of(long blockMs, long spanMs) {
        if (blockMs > HOUR_MS || spanMs < DAYS * HOUR_OF_DAY.slots * HOUR_MS) {
            return NONE;
        }
        return spanMs < WEEKS * HOUR_OF_WEEK.slots * HOUR_MS ? HOUR_OF_DAY : HOUR_OF_WEEK;
    }

    /** Whether spans of that length, milliseconds, are told apart by their hour. */
    boolean tells(long lengthMs) {
        return this != NONE && lengthMs <= HOUR_MS;
    }

    /** The hours of a window that starts at the time, milliseconds since the epoch; empty where all times are one. */
    Optional<SeasonSlot> hours(long startMs) {
        OffsetDateTime start = Instant.ofEpochMilli(startMs).atOffset(ZoneOffset.UTC);
        return switch (this) {
            case NONE -> Optional.empty();
            case HOUR_OF_DAY -> Optional.of(new SeasonSlot(Optional.empty(), start.getHour()));
            case HOUR_OF_WEEK -> Optional.of(new SeasonSlot(Optional.of(start.getDayOfWeek()), start.getHour()));
        };
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
