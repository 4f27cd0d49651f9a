package io.tidegauge.alert;

/** Why an alert is published: what happened to it in the window. */
public enum AlertChange {
    /** Suspected, or the suspicion became more urgent. */
    SUSPECTED(AlertState.PENDING),
    /** Confirmed, or it became more urgent. */
    CONFIRMED(AlertState.FIRING),
    /** As the baseline is, long enough to be resolved. */
    BACK(AlertState.RESOLVED),
    /** A suspicion that later windows did not confirm. */
    LAPSED(AlertState.RESOLVED),
    /** A suspicion that another kind of alert on the feature explains. */
    OVERTAKEN(AlertState.RESOLVED),
    /** The baseline in force has nothing to hold the feature against any more. */
    WITHDRAWN(AlertState.RESOLVED),
    /** Configuration mutes the feature. */
    MUTED(AlertState.RESOLVED);

    private final AlertState state;

    AlertChange(AlertState state) {
        this.state = state;
    }

    /** Where the alert stands after it. */
    public AlertState state() {
        return state;
    }
}
