package io.tidegauge.serde;

import java.util.List;

/** What to do with each field that a writer writes, in its order. */
record EventPlan(List<Step> steps) {

    /** What a field is read for. */
    enum Target {
        /** Not needed. */
        NOTHING,
        MODEL,
        VERSION,
        EVENT_TIME,
        FEATURES,
        PREDICTION,
        SCORES,
        /** Scores in front of the features: passed over, and read when all else is. */
        SCORES_LATER,
        LATENCY
    }

    /**
     * One field.
     *
     * @param values how the value or the map's values are encoded; nothing where the target is of one type only
     * @param skip how it is passed over, where it is
     */
    record Step(Target target, ValuePlan values, Skip skip) {}

    EventPlan {
        steps = List.copyOf(steps);
    }
}
