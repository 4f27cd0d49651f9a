package io.tidegauge.decide;

import io.tidegauge.alert.DriftAlert;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What follows from one window: the changes to publish, and what to remember until the next.
 *
 * @param alerts changes of state, ordered by feature, then kind; empty where nothing changed
 * @param tracks the alerts to follow on, to be given to the next window's decision; what has nothing to remember is
 *     not in it
 * @param drift how much of the data drifted
 */
public record Decision(List<DriftAlert> alerts, SortedMap<TrackKey, AlertTrack> tracks, DatasetDrift drift) {

    public Decision {
        alerts = List.copyOf(alerts);
        tracks = Collections.unmodifiableSortedMap(new TreeMap<>(tracks));
    }

    /** What follows where no feature was judged. */
    public Decision(List<DriftAlert> alerts, SortedMap<TrackKey, AlertTrack> tracks) {
        this(alerts, tracks, DatasetDrift.NONE);
    }
}
