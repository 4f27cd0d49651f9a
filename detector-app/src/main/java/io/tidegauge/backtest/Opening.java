package io.tidegauge.backtest;

import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;

/**
 * An alert that would have opened, or have called somebody who was not called when it opened.
 *
 * @param feature the feature, or {@code *} where it is about the model
 * @param kind what it is about, in the policy's words
 * @param severity how urgent
 * @param number the number of the window that it opened with
 * @param window that window's span of event time; of a day's alert, the day's
 * @param sentence what was told
 */
public record Opening(String feature, String kind, Severity severity, int number, TimeWindow window, String sentence) {

    /** Whether somebody is called for it. */
    public boolean pages() {
        return severity == Severity.WARNING || severity == Severity.CRITICAL;
    }
}
