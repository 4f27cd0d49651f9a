package io.tidegauge.alert;

/** On which windows, and by what, an alert was decided. */
public enum DecisionPath {
    /** By the statistics of the model's own windows, whatever their length; several together confirm. */
    WINDOW,
    /** By the statistics of one of the model's own windows, so far out that it needs no second. */
    FAST,
    /** By the statistics of the merged windows of a day (UTC). */
    DAY,
    /** By counting rows, or by what is there and what is not. */
    RULE,
    /** By something this version does not know. */
    UNKNOWN
}
