package io.tidegauge.baseline;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which features a set has and from when it holds: the set is in force only when this and all it lists are there, from
 * the first window that starts at or after {@code effectiveFromMs}.
 *
 * @param model the model's version
 * @param baselineId the set
 * @param features the names of its features
 * @param effectiveFromMs event time, milliseconds since the epoch
 * @param createdMs wall-clock time of its making, milliseconds since the epoch
 * @param rows rows of the reference data
 * @param source where the reference data came from, for people
 */
public record BaselineManifest(
        ModelVersion model,
        String baselineId,
        SortedSet<String> features,
        long effectiveFromMs,
        long createdMs,
        long rows,
        String source)
        implements BaselineRecord {

    public BaselineManifest {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("baseline " + baselineId + " of " + model + " lists no features");
        }
        if (baselineId.isBlank()) {
            throw new IllegalArgumentException("a baseline of " + model + " has a blank id");
        }
        features = new TreeSet<>(features);
    }

    @Override
    public String feature() {
        return FeatureNames.ALL;
    }
}
