package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import java.util.Comparator;

/** Which alert of a (model version, segment) a track follows. Ordered by feature, then kind. */
public record TrackKey(String feature, AlertKind kind) implements Comparable<TrackKey> {

    private static final Comparator<TrackKey> ORDER =
            Comparator.comparing(TrackKey::feature).thenComparing(TrackKey::kind);

    @Override
    public int compareTo(TrackKey other) {
        return ORDER.compare(this, other);
    }
}
