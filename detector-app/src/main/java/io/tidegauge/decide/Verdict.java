package io.tidegauge.decide;

/** What one window says about one kind of alert on one feature. */
enum Verdict {
    /** So far out that it fires in this window, whatever the windows before it said. */
    AT_ONCE,
    /** Material and significant: counts towards firing. */
    EXCEEDING,
    /** Neither exceeding nor calm. */
    WAVERING,
    /** As the baseline is: counts towards resolving. */
    CALM,
    /** Another kind of alert on the feature explains it: a suspicion is dropped, an alert that fires is held. */
    OVERTAKEN,
    /** Too little data: everything stays as it was. */
    UNJUDGED,
    /** The baseline in force has nothing to hold it against: an open alert ends. */
    WITHDRAWN,
    /** Nobody wants to hear of the feature: an open alert ends. */
    MUTED
}
