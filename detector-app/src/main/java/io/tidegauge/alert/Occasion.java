package io.tidegauge.alert;

import io.tidegauge.event.TimeWindow;

/**
 * When and how it comes that something is said of an alert.
 *
 * @param change what happened to the alert
 * @param severity how urgent it is
 * @param path what decided
 * @param window the window in which it happened
 * @param with what the window was compared with
 */
public record Occasion(AlertChange change, Severity severity, DecisionPath path, TimeWindow window, ComparedWith with) {

    private static final long HOUR_MS = 3_600_000;

    /** The rows of the window, with their number: {@code 5,120 rows}, {@code the day's 122,880 rows}. */
    String rows(long count) {
        String rows = Figures.count(count) + (count == 1 ? " row" : " rows");
        return path == DecisionPath.DAY ? "the day's " + rows : rows;
    }

    /** What spans of the window's length are called, many of them. */
    String spans() {
        if (window.sizeMs() == TimeWindow.DAY_MS) {
            return "days";
        }
        return window.sizeMs() == HOUR_MS ? "hours" : "spans of " + Figures.time(window.sizeMs());
    }
}
