package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Events of a few models by turns: of the features 60 % are lognormal, 20 % whole numbers to 99, 10 % categories of 50, 10 % categories of 1,000; one
 * event in twenty lacks a feature and one in fifty has a null.
 */
public final class Workload {

    private final Random random = new Random(20_261_122);
    private final int features;
    private final int models;

    /** Draws the same events each time. */
    public Workload(int features, int models) {
        this.features = features;
        this.models = models;
    }

    /** The next event, whose id has that number. */
    public InferenceEvent event(long i, long timeMs) {
        Map<String, FeatureValue> values = new LinkedHashMap<>();
        int left = random.nextInt(20) == 0 ? random.nextInt(features) : -1;
        int missing = random.nextInt(50) == 0 ? random.nextInt(features) : -1;
        for (int f = 0; f < features; f++) {
            if (f != left) {
                values.put("feature_" + f, f == missing ? FeatureValue.MISSING : value(f));
            }
        }
        return new InferenceEvent(
                String.format("%036d", i),
                "model-" + i % models,
                "1",
                timeMs,
                values,
                new FeatureValue.Numeric(random.nextGaussian()),
                Map.of(),
                Map.of(),
                OptionalDouble.empty());
    }

    private FeatureValue value(int feature) {
        return switch (feature % 10) {
            case 6, 7 -> new FeatureValue.Numeric(random.nextInt(100));
            case 8 -> new FeatureValue.Text("category-" + skewed(50));
            case 9 -> new FeatureValue.Text("category-" + skewed(1_000));
            default -> new FeatureValue.Numeric(Math.exp(random.nextGaussian()));
        };
    }

    private int skewed(int categories) {
        double u = random.nextDouble();
        return (int) (categories * u * u);
    }
}
