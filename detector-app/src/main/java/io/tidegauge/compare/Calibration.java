package io.tidegauge.compare;

/** What is known of the chance that a window's distance is held against. */
public enum Calibration {
    /** Learned from at least 30 blocks that span seven days or more. */
    CALIBRATED,
    /** Learned from at least 30 blocks of fewer than seven days: chance is known, rare weather is not. */
    PROVISIONAL,
    /** Nothing to learn from: rows are taken to be related, and nothing statistical goes beyond a notice. */
    UNCALIBRATED
}
