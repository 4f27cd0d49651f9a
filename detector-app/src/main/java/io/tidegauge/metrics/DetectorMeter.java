package io.tidegauge.metrics;

import java.util.List;

/**
 * Every meter of the detector's own. {@code docs/metrics.md} is made from this list.
 *
 * <p>The counters of events keep an equation: consumed = profiled + late + dead_lettered + ignored.
 */
public enum DetectorMeter {
    EVENTS(
            "tidegauge.events",
            "tidegauge_events_total",
            Type.COUNTER,
            List.of("outcome"),
            "Events by what became of them: `consumed` is every event read; it is `profiled` (counted in a window),"
                    + " `late` (its window had closed), `dead_lettered` (could not be read or counted) or `ignored`"
                    + " (its model is excluded). consumed = profiled + late + dead_lettered + ignored, once everything"
                    + " read has been committed and assessed."),
    EVENTS_LOST(
            "tidegauge.events.lost",
            "tidegauge_events_lost_total",
            Type.COUNTER,
            List.of("topic"),
            "Events that retention deleted before they were read, at the most: offsets count transaction markers too."
                    + " They were never consumed and are in no window. Every instance counts what any of them lost:"
                    + " take the largest, not the sum."),
    WINDOWS_CLOSED(
            "tidegauge.windows.closed",
            "tidegauge_windows_closed_total",
            Type.COUNTER,
            List.of("complete"),
            "Windows of a model closed, its days not counted; `complete` is false where one closed at its deadline without"
                    + " every partition."),
    ALERTS(
            "tidegauge.alerts",
            "tidegauge_alerts_total",
            Type.COUNTER,
            List.of("state", "severity", "kind"),
            "Alert records written: one for each change of an alert's state or severity."),
    LIMIT_EXCEEDED(
            "tidegauge.limit.exceeded",
            "tidegauge_limit_exceeded_total",
            Type.COUNTER,
            List.of("limit"),
            "How often a limit of the configuration's section `limits` took effect: events refused, features left out,"
                    + " rows of models and versions ignored, windows closed early, drains before the commit."),
    DRIFT_EFFECT(
            "tidegauge.drift.effect",
            "tidegauge_drift_effect",
            Type.GAUGE,
            List.of("model", "version", "feature"),
            "Effect (0 to 1) of a feature in the last window closed on this instance. Only the features with the"
                    + " largest effects have a gauge (100 at the most); it is NaN where no window has closed for long."),
    WATERMARK_LAG(
            "tidegauge.watermark.lag",
            "tidegauge_watermark_lag_seconds",
            Type.GAUGE,
            List.of("topic", "partition"),
            "How far the event time of an input partition is behind the wall clock, as far as this instance has heard."),
    WINDOW_CLOSE_DELAY(
            "tidegauge.window.close.delay",
            "tidegauge_window_close_delay_seconds",
            Type.HISTOGRAM,
            List.of(),
            "Wall-clock time from a window's end to its close. Large while the past is being replayed.");

    /** What Prometheus calls the meter's type. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    private final String id;
    private final String prometheus;
    private final Type type;
    private final List<String> tags;
    private final String description;

    DetectorMeter(String id, String prometheus, Type type, List<String> tags, String description) {
        this.id = id;
        this.prometheus = prometheus;
        this.type = type;
        this.tags = tags;
        this.description = description;
    }

    /** Its name in Micrometer. */
    public String id() {
        return id;
    }

    /** Its name at {@code /metrics}. */
    public String prometheus() {
        return prometheus;
    }

    public Type type() {
        return type;
    }

    /** The names of its tags, in order. */
    public List<String> tags() {
        return tags;
    }

    /** One sentence or two on what it counts, in its unit. */
    public String description() {
        return description;
    }
}
