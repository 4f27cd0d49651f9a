package io.tidegauge.assess;

import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.TrackKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of a model's version from window to window.
 *
 * @param tracks its open alerts
 * @param carry rows that have not been decided on yet; empty where there are none
 */
public record Remembered(SortedMap<TrackKey, AlertTrack> tracks, Optional<Carry> carry) {

    /** What is remembered before the first window. */
    public static final Remembered NOTHING = new Remembered(Collections.emptySortedMap(), Optional.empty());

    public Remembered {
        tracks = Collections.unmodifiableSortedMap(new TreeMap<>(tracks));
    }
}
