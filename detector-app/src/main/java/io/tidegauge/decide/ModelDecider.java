package io.tidegauge.decide;

import java.util.List;
import java.util.SortedMap;

/**
 * Decides over all features of one window of one model what is alerted. A pure fold over windows: the same windows in
 * the same order give the same alerts.
 */
public final class ModelDecider {

    private final DecisionPolicy policy;

    public ModelDecider(DecisionPolicy policy) {
        this.policy = policy;
    }

    /**
     * Decides on one window.
     *
     * @param window the window with its comparisons
     * @param tracks what the decision on the segment's previous window left to remember; empty at first
     */
    public Decision decide(ModelWindow window, SortedMap<TrackKey, AlertTrack> tracks) {
        if (window.rows() < policy.minRows()) {
            return new Decision(List.of(), tracks);
        }
        return new Decision(List.of(), tracks);
    }
}
