package io.tidegauge.baseline;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

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
 * @param rulesOff kinds of fault that blocks of the reference data themselves would be alerted for: they are not judged
 */
public record FeatureBaseline(
        ModelVersion model,
        String baselineId,
        String feature,
        FeatureKind kind,
        long rows,
        FeatureProfile profile,
        Optional<BaselineBlocks> blocks,
        SortedSet<AlertKind> rulesOff)
        implements BaselineRecord {

    public FeatureBaseline {
        if (feature.equals(FeatureNames.ALL) || feature.isBlank()) {
            throw new IllegalArgumentException("'" + feature + "' is not a feature's name");
        }
        if (rows <= 0 || profile.rows() > rows) {
            throw new IllegalArgumentException("baseline of " + model + "/" + feature + " has " + rows
                    + " rows and a profile of " + profile.rows());
        }
        rulesOff = Collections.unmodifiableSortedSet(new TreeSet<>(rulesOff));
    }

    /** A feature whose rows have no time, with all rules. */
    public FeatureBaseline(
            ModelVersion model,
            String baselineId,
            String feature,
            FeatureKind kind,
            long rows,
            FeatureProfile profile) {
        this(model, baselineId, feature, kind, rows, profile, Optional.empty(), Collections.emptySortedSet());
    }

    /** The same with other rules off. */
    public FeatureBaseline withRulesOff(SortedSet<AlertKind> kinds) {
        return new FeatureBaseline(model, baselineId, feature, kind, rows, profile, blocks, kinds);
    }
}
