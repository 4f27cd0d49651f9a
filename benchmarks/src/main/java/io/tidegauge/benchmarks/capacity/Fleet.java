package io.tidegauge.benchmarks.capacity;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Events of many models: of ten features seven are lognormal, two whole numbers below 100 and one is one of 50 categories.
 * One event in fifty lacks a value.
 */
final class Fleet {

    private static final int CATEGORIES = 50;
    private static final int MISSING_IN = 50;

    private final Plan plan;
    private final SplittableRandom random;
    private long events;

    Fleet(Plan plan, SplittableRandom random) {
        this.plan = plan;
        this.random = random;
    }

    static ModelVersion model(int number) {
        return new ModelVersion("model-" + number, "1");
    }

    /** The next event of a model. */
    InferenceEvent event(int model, long timeMs) {
        Map<String, FeatureValue> values = new LinkedHashMap<>();
        int missing = random.nextInt(MISSING_IN) == 0 ? random.nextInt(plan.features) : -1;
        for (int feature = 0; feature < plan.features; feature++) {
            values.put("feature_" + feature, feature == missing ? FeatureValue.MISSING : value(feature));
        }
        ModelVersion of = model(model);
        return new InferenceEvent(
                "event-" + events++,
                of.model(),
                of.version(),
                timeMs,
                values,
                new FeatureValue.Numeric(random.nextGaussian()),
                Map.of(),
                Map.of(),
                OptionalDouble.empty());
    }

    private FeatureValue value(int feature) {
        return switch (feature % 10) {
            case 7, 8 -> new FeatureValue.Numeric(random.nextInt(100));
            case 9 -> new FeatureValue.Text("category-" + random.nextInt(CATEGORIES));
            default -> new FeatureValue.Numeric(Math.exp(random.nextGaussian()));
        };
    }
}
