package io.tidegauge.topology;

/** Every name the topology gives to a processor, a store or an internal topic: they are part of the state's identity. */
final class Names {

    static final String EVENTS = "events";
    static final String PROFILE = "profile";
    static final String TRIGGER_TABLE = "commit-trigger";
    static final String TRIGGER_STREAM = "commit-trigger-stream";
    static final String DRAIN_INPUT = "drain-input";
    static final String DRAIN = "drain";
    static final String PARTIALS = "partials";
    static final String BASELINES = "baselines";
    static final String BASELINE_READ = "baseline-read";
    static final String BASELINE_UPDATES = "baseline-updates";
    static final String ASSESS_INPUT = "assess-input";
    static final String ASSESS = "assess";

    static final String LIVE_STORE = "live-profiles";
    static final String TRIGGER_STORE = "commit-trigger-store";
    static final String PANE_STORE = "panes";
    static final String DAY_STORE = "days";
    static final String CARRY_STORE = "carried-windows";
    static final String BASELINE_STORE = "baseline-sets";
    static final String TRACK_STORE = "alert-tracks";
    static final String PROGRESS_STORE = "progress";
    static final String PARKED_STORE = "parked-windows";
    static final String REFERENCE_STORE = "reference-windows";

    private Names() {}
}
