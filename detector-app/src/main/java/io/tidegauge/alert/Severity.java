package io.tidegauge.alert;

/** How urgent an alert is, least first. */
public enum Severity {
    NOTICE,
    WARNING,
    CRITICAL,
    /** A severity that this version does not know: the default of the wire's enum. */
    UNKNOWN
}
