package io.tidegauge.assess;

import io.tidegauge.profile.FeatureProfile;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows of one model's version, and what they hold.
 *
 * @param rows how many
 * @param features profiles by feature, of the features that any row named
 */
public record Counted(long rows, SortedMap<String, FeatureProfile> features) {

    /** No rows. */
    public static final Counted NONE = new Counted(0, Collections.emptySortedMap());

    public Counted {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must not be negative, were " + rows);
        }
        features = Collections.unmodifiableSortedMap(features);
    }

    /** Both together. They must have no row in common. */
    public Counted merge(Counted other) {
        SortedMap<String, FeatureProfile> merged = new TreeMap<>(features);
        other.features.forEach((feature, profile) -> merged.merge(feature, profile, FeatureProfile::merge));
        return new Counted(Math.addExact(rows, other.rows), merged);
    }
}
