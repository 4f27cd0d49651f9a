package io.tidegauge.decide;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is configured about how one model is decided on.
 *
 * @param decision the thresholds
 * @param cadence how often
 * @param reference what its windows are compared with
 * @param features what is different about single features, by name
 */
public record ModelPolicy(
        DecisionPolicy decision, Cadence cadence, Reference reference, SortedMap<String, FeaturePolicy> features) {

    public ModelPolicy {
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }

    /** The policy where nothing is said but how often it decides. */
    public static ModelPolicy standard(Cadence cadence) {
        return new ModelPolicy(DecisionPolicy.DEFAULT, cadence, Reference.FIXED, new TreeMap<>());
    }

    /** What is different about the feature. */
    public FeaturePolicy feature(String name) {
        return features.getOrDefault(name, FeaturePolicy.DEFAULT);
    }

    /** The levels that the budget leaves to one window of the model. */
    public Budget.Levels levels() {
        return decision.budget().levels(cadence, decision.persistence());
    }

    /** The effect from which the feature's difference from such a baseline matters. */
    double materialEffect(String feature, BaselineFacts baseline) {
        return feature(feature).effect().orElse(decision.effect()).against(baseline.span());
    }
}
