package io.tidegauge.assess;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.Statistic;

/**
 * What a feature's baseline makes of windows of one length.
 *
 * @param lengthMs the windows' length, milliseconds
 * @param calibration what is known of chance
 * @param reason why no more is known; empty where CALIBRATED
 * @param rows rows of a typical window, by the median block; 0 where the baseline's rows have no time
 * @param repetition c, what rows that repeat or resemble each other divide a window's worth by
 * @param wander ρ, what windows that wander by themselves take of each row
 * @param independentRows rows that a typical window is worth, rows/(c + ρ·rows)
 * @param detectable smallest effect that a typical window shows half of the time, in [0, 1]
 */
public record Worth(
        long lengthMs,
        Calibration calibration,
        String reason,
        long rows,
        double repetition,
        double wander,
        Statistic independentRows,
        Statistic detectable) {}
