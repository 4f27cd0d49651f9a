package io.tidegauge.backtest;

import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;

/**
 * An alert that would have opened, or become more urgent.
 *
 * @param feature the feature, or {@code *} where it is about the model
 * @param kind what it is about, in the policy's words
 * @param severity how urgent
 * @param again whether somebody had been called for it before
 * @param number the number of the window that it opened with
 * @param window that window's span of event time; of a day's alert, the day's
 * @param sentence what was told
 */
public record Opening(
        String feature, String kind, Severity severity, boolean again, int number, TimeWindow window, String sentence) {

    /** Whether somebody is called for it, and was not before. */
    public boolean pages() {
        return !again && isUrgent(severity);
    }

    static boolean isUrgent(Severity severity) {
        return severity == Severity.WARNING || severity == Severity.CRITICAL;
    }
}
