package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import java.util.Comparator;

/**
 * Which alert of a (model version, segment) a track follows. Ordered by feature, then kind, those of windows before those
 * of days.
 *
 * @param feature the feature, or {@code *}
 * @param kind what the alert is about
 * @param daily whether it follows days, rather than the model's windows
 */
public record TrackKey(String feature, AlertKind kind, boolean daily) implements Comparable<TrackKey> {

    private static final Comparator<TrackKey> ORDER = Comparator.comparing(TrackKey::feature)
            .thenComparing(TrackKey::kind)
            .thenComparing(TrackKey::daily);

    /** A track that follows the model's windows. */
    public TrackKey(String feature, AlertKind kind) {
        this(feature, kind, false);
    }

    /** The track that follows a feature's days. */
    static TrackKey ofDays(String feature) {
        return new TrackKey(feature, AlertKind.DISTRIBUTION, true);
    }

    @Override
    public int compareTo(TrackKey other) {
        return ORDER.compare(this, other);
    }
}
