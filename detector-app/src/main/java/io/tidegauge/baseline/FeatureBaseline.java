package io.tidegauge.baseline;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;

/**
 * What one feature looked like in the reference data.
 *
 * @param model the model's version
 * @param baselineId the set it belongs to
 * @param feature the feature's name
 * @param kind how windows are compared with it
 * @param rows rows of the reference data
 * @param profile the profile of all of them
 */
public record FeatureBaseline(
        ModelVersion model, String baselineId, String feature, FeatureKind kind, long rows, FeatureProfile profile)
        implements BaselineRecord {

    public FeatureBaseline {
        if (feature.equals(FeatureNames.ALL) || feature.isBlank()) {
            throw new IllegalArgumentException("'" + feature + "' is not a feature's name");
        }
        if (rows <= 0 || profile.rows() > rows) {
            throw new IllegalArgumentException("baseline of " + model + "/" + feature + " has " + rows
                    + " rows and a profile of " + profile.rows());
        }
    }
}
