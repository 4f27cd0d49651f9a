package io.tidegauge.config;

import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.FeaturePolicy;
import io.tidegauge.decide.Reference;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What configuration says of one model.
 *
 * @param ignored true to leave the model's events uncounted
 * @param windows its windows, or null for the default
 * @param silenceAfter how long it has no events before that is an alert; zero for never, null for the default
 * @param decision its thresholds, or null for the default
 * @param reference what its windows are compared with
 * @param features what is different about single features, by name
 * @param association true to count each feature beside the prediction too
 */
public record ModelSettings(
        boolean ignored,
        @Nullable WindowSettings windows,
        @Nullable Duration silenceAfter,
        @Nullable DecisionPolicy decision,
        Reference reference,
        SortedMap<String, FeaturePolicy> features,
        boolean association) {

    public ModelSettings {
        if (silenceAfter != null && silenceAfter.isNegative()) {
            throw new IllegalArgumentException("silence-after must not be negative, was " + silenceAfter);
        }
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }
}
