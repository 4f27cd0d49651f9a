package io.tidegauge.decide;

import io.tidegauge.alert.Severity;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.FeatureComparison;

/**
 * What an effect on one feature is held against, and how urgent it can become.
 *
 * @param effect the effect that matters, in (0, 1.5)
 * @param pages whether it can become more than a notice
 */
record Gate(double effect, boolean pages) {

    /** A window is calm above this p-value, whatever its effect. */
    private static final double CALM_P = 0.05;

    /** A window is calm below this share of the effect it is held against: an alert must not flicker about its threshold. */
    private static final double CALM_SHARE = 0.7;

    /** An effect of so many times the material one is critical, and one window of it is enough to fire. */
    private static final double CRITICAL_FACTOR = 3;

    /** This share of the material effect, of a whole day, is worth a notice. */
    private static final double NOTICE_SHARE = 0.4;

    /** What is held against chance that nobody has measured has to be larger by so much. */
    private static final double UNCALIBRATED_FACTOR = 1.5;

    /**
     * What faults that are counted in rows are held against below their fixed bounds: where nobody has measured chance, such
     * a share is a notice. Beyond their bounds they page by themselves.
     */
    static Gate ofFaults(FeatureComparison c, double materialEffect) {
        return new Gate(materialEffect, calibrated(c));
    }

    /** What the distance of a feature's values is held against: a coarse sketch of them can carry a notice, not a warning. */
    static Gate ofDrift(FeatureComparison c, double materialEffect) {
        boolean calibrated = calibrated(c);
        return new Gate(
                calibrated ? materialEffect : UNCALIBRATED_FACTOR * materialEffect, calibrated && !c.lowResolution());
    }

    private static boolean calibrated(FeatureComparison c) {
        return c.judgement().chance().calibration() != Calibration.UNCALIBRATED;
    }

    /** The same for what is not urgent. */
    Gate ofNotice() {
        return new Gate(NOTICE_SHARE * effect, false);
    }

    boolean reachedBy(double observed) {
        return observed >= effect;
    }

    /** Whether one window of the effect is enough. */
    boolean atOnce(double observed) {
        return pages && observed >= critical();
    }

    /** The effect from which one window is enough. */
    double critical() {
        return CRITICAL_FACTOR * effect;
    }

    /** Whether a window with this effect and significance is as the baseline is. */
    boolean calm(double observed, double pValue) {
        return small(observed) || pValue > CALM_P;
    }

    boolean small(double observed) {
        return observed < CALM_SHARE * effect;
    }

    /** How urgent an effect is that reaches the gate. */
    Severity severity(double observed) {
        if (!pages) {
            return Severity.NOTICE;
        }
        return observed >= critical() ? Severity.CRITICAL : Severity.WARNING;
    }
}
