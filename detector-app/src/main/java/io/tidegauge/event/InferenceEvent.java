package io.tidegauge.event;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/**
 * One inference: which model said what about which features, and when. Built by the wire or by a test; what it holds is
 * checked against {@link EventLimits} before it is counted.
 *
 * @param eventId the producer's identity of the event
 * @param model the model's name
 * @param modelVersion the model's version
 * @param eventTimeMs when the inference happened, milliseconds since the epoch
 * @param features the inputs by name; a name here must not begin with {@code $}
 * @param prediction what the model said; {@link FeatureValue#MISSING} where the producer does not publish it
 * @param scores class probabilities by class
 * @param segments dimensions to slice by, such as {@code country=DE}
 * @param latencyMs how long the inference took, milliseconds
 */
public record InferenceEvent(
        String eventId,
        String model,
        String modelVersion,
        long eventTimeMs,
        Map<String, FeatureValue> features,
        FeatureValue prediction,
        Map<String, Double> scores,
        Map<String, String> segments,
        OptionalDouble latencyMs) {

    /**
     * Visits everything to be profiled: the features, then prediction, scores and latency under their reserved names. A
     * prediction or latency that was not published is not visited.
     */
    public void forEachFeature(BiConsumer<String, FeatureValue> visitor) {
        features.forEach(visitor);
        forEachReserved(visitor);
    }

    /** What is visited beside a feature's value. */
    @FunctionalInterface
    public interface BesideVisitor {

        /** {@code prediction} is missing where there is none, and beside everything that is no feature. */
        void visit(String name, FeatureValue value, FeatureValue prediction);
    }

    /** As {@link #forEachFeature}, with the prediction beside each of the features proper. */
    public void forEachFeatureBeside(BesideVisitor visitor) {
        features.forEach((name, value) -> visitor.visit(name, value, prediction));
        forEachReserved((name, value) -> visitor.visit(name, value, FeatureValue.MISSING));
    }

    private void forEachReserved(BiConsumer<String, FeatureValue> visitor) {
        if (!(prediction instanceof FeatureValue.Missing)) {
            visitor.accept(FeatureNames.PREDICTION, prediction);
        }
        scores.forEach(
                (name, score) -> visitor.accept(FeatureNames.SCORE_PREFIX + name, new FeatureValue.Numeric(score)));
        latencyMs.ifPresent(ms -> visitor.accept(FeatureNames.LATENCY, new FeatureValue.Numeric(ms)));
    }
}
