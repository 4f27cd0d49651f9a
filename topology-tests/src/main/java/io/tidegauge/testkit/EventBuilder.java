package io.tidegauge.testkit;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Puts an event together in a line or two. */
public final class EventBuilder {

    private final Map<String, FeatureValue> features = new LinkedHashMap<>();
    private final Map<String, Double> scores = new LinkedHashMap<>();
    private final String model;
    private final String version;
    private final long eventTimeMs;
    private FeatureValue prediction = FeatureValue.MISSING;

    private EventBuilder(String model, String version, long eventTimeMs) {
        this.model = model;
        this.version = version;
        this.eventTimeMs = eventTimeMs;
    }

    /** An event of a model's version at an event time, milliseconds since the epoch. */
    public static EventBuilder event(String model, String version, long eventTimeMs) {
        return new EventBuilder(model, version, eventTimeMs);
    }

    public EventBuilder number(String feature, double value) {
        features.put(feature, new FeatureValue.Numeric(value));
        return this;
    }

    public EventBuilder text(String feature, String value) {
        features.put(feature, new FeatureValue.Text(value));
        return this;
    }

    public EventBuilder missing(String feature) {
        features.put(feature, FeatureValue.MISSING);
        return this;
    }

    public EventBuilder prediction(double value) {
        prediction = new FeatureValue.Numeric(value);
        return this;
    }

    public EventBuilder score(String label, double value) {
        scores.put(label, value);
        return this;
    }

    /** The event; its id is made of model, version and time. */
    public InferenceEvent build() {
        return new InferenceEvent(
                model + "-" + version + "-" + eventTimeMs,
                model,
                version,
                eventTimeMs,
                Map.copyOf(features),
                prediction,
                Map.copyOf(scores),
                Map.of(),
                OptionalDouble.empty());
    }
}
