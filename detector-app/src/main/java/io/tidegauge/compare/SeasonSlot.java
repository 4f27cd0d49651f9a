package io.tidegauge.compare;

import java.time.DayOfWeek;
import java.util.Optional;

/**
 * The hour of the day, or of the week, whose rows of a baseline a window was held against; UTC.
 *
 * @param day the day of the week, empty where the hours of all days are one
 * @param hour in [0, 24)
 */
public record SeasonSlot(Optional<DayOfWeek> day, int hour) {

    public SeasonSlot {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("hour " + hour + " of a day");
        }
    }
}
