package io.tidegauge.alert;

/** Where an alert stands. A PENDING that lapses becomes RESOLVED. */
public enum AlertState {
    PENDING,
    FIRING,
    RESOLVED,
    /** A state that this version does not know: the default of the wire's enum. */
    UNKNOWN
}
