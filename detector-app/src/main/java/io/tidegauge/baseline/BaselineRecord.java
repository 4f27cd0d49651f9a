package io.tidegauge.baseline;

import io.tidegauge.event.ModelVersion;

/** One record of the baseline topic: a feature of a set, or the set's manifest. */
public sealed interface BaselineRecord permits FeatureBaseline, BaselineManifest {

    ModelVersion model();

    String baselineId();

    /** The feature's name, or {@code *} for the manifest. */
    String feature();

    /** The topic's key: {@code model/version/feature/baseline-id}, each part percent-encoded. */
    default String key() {
        return new BaselineKey(model(), feature(), baselineId()).encoded();
    }
}
