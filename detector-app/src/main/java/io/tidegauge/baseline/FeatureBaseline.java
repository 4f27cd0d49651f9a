package io.tidegauge.baseline;

import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.util.Optional;

/**
 * What one feature looked like in the reference data.
 *
 * @param model the model's version
 * @param baselineId the set it belongs to
 * @param feature the feature's name
 * @param kind how windows are compared with it
 * @param rows rows of the reference data
 * @param profile the profile of all of them
 * @param blocks what it was in each block of time; empty where its rows have no time
 */
public record FeatureBaseline(
        ModelVersion model,
        String baselineId,
        String feature,
        FeatureKind kind,
        long rows,
        FeatureProfile profile,
        Optional<BaselineBlocks> blocks)
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

    /** A feature whose rows have no time. */
    public FeatureBaseline(
            ModelVersion model,
            String baselineId,
            String feature,
            FeatureKind kind,
            long rows,
            FeatureProfile profile) {
        this(model, baselineId, feature, kind, rows, profile, Optional.empty());
    }
}
