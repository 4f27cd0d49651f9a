package io.tidegauge.baseline;

import java.util.SortedMap;

/**
 * A whole set: the manifest and every feature it lists.
 *
 * @param manifest the set's manifest
 * @param features its features by name, exactly those that the manifest lists
 */
public record BaselineSet(BaselineManifest manifest, SortedMap<String, FeatureBaseline> features) {

    public BaselineSet {
        if (!features.keySet().equals(manifest.features())) {
            throw new IllegalArgumentException("baseline " + manifest.baselineId() + " of " + manifest.model()
                    + " lists " + manifest.features() + " and holds " + features.keySet());
        }
    }
}
