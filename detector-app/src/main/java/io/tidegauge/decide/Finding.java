package io.tidegauge.decide;

import io.tidegauge.alert.Severity;
import java.util.Map;

/**
 * A verdict and the figures it rests on.
 *
 * @param verdict what the window says
 * @param severity how urgent it is, if it is an alert
 * @param effect in [0, 1]; NaN where a fixed bound on a share decided
 * @param pValue in [0, 1]; NaN where a fixed bound on a share decided
 * @param level what the p-value, among those of its family, was held against, in (0, 1); NaN where nothing was tested
 * @param threshold what the effect, or the share, was held against; NaN where nothing was
 * @param figures further figures by name, for the alert's statistics
 */
record Finding(
        Verdict verdict,
        Severity severity,
        double effect,
        double pValue,
        double level,
        double threshold,
        Map<String, Double> figures) {

    /** A verdict that rests on no figure. */
    static Finding without(Verdict verdict) {
        return without(verdict, Severity.CRITICAL);
    }

    /** A verdict of a severity that rests on no figure. */
    static Finding without(Verdict verdict, Severity severity) {
        return new Finding(verdict, severity, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Map.of());
    }

    /** The same figures under another verdict. */
    Finding as(Verdict other) {
        return new Finding(other, severity, effect, pValue, level, threshold, figures);
    }

    /** The same as urgent as that. */
    Finding as(Severity other) {
        return new Finding(verdict, other, effect, pValue, level, threshold, figures);
    }

    /** The same, held against a level. */
    Finding at(double other) {
        return new Finding(verdict, severity, effect, pValue, other, threshold, figures);
    }

    boolean is(Verdict other) {
        return verdict == other;
    }

    /** Whether it counts towards firing. */
    boolean exceeds() {
        return verdict == Verdict.AT_ONCE || verdict == Verdict.EXCEEDING;
    }
}
