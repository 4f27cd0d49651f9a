package io.tidegauge.topology;

/** What can be left out of a pane, and why. */
enum LeftOut {
    /** A feature without a baseline, since there are too many of them. */
    FEATURE,
    /** A feature without a baseline, since open windows take too much memory. */
    FEATURE_FOR_MEMORY,
    /** An event, since it would have brought too many features; it is a dead letter. */
    EVENT
}
