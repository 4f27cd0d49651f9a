package io.tidegauge.decide;

import io.tidegauge.alert.ComparedWith;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Everything the decision on one window, or one day, of one model needs.
 *
 * @param model the model's version
 * @param segment the slice of rows, {@code *} for all
 * @param window the window that closed
 * @param rows the model's rows in it
 * @param baselineId the baseline set in force
 * @param with what the baseline set is called in sentences
 * @param features comparisons of every feature the baseline has, by name, absent ones included
 * @param newFeatures features of the window that the baseline does not have
 * @param baselines what else is known of the features' baselines, by name
 * @param siblings versions and segments of the model that are decided on for the same time, this one among them; at least 1
 */
public record ModelWindow(
        ModelVersion model,
        String segment,
        TimeWindow window,
        long rows,
        String baselineId,
        ComparedWith with,
        SortedMap<String, FeatureComparison> features,
        SortedSet<String> newFeatures,
        SortedMap<String, BaselineFacts> baselines,
        int siblings) {

    public ModelWindow {
        if (siblings < 1) {
            throw new IllegalArgumentException("a window has itself beside it, not " + siblings);
        }
    }

    /** A window that is compared with a published baseline. */
    public ModelWindow(
            ModelVersion model,
            String segment,
            TimeWindow window,
            long rows,
            String baselineId,
            SortedMap<String, FeatureComparison> features,
            SortedSet<String> newFeatures,
            SortedMap<String, BaselineFacts> baselines,
            int siblings) {
        this(
                model,
                segment,
                window,
                rows,
                baselineId,
                ComparedWith.BASELINE,
                features,
                newFeatures,
                baselines,
                siblings);
    }

    /** A window without siblings, against baselines of which nothing else is known. */
    public ModelWindow(
            ModelVersion model,
            String segment,
            TimeWindow window,
            long rows,
            String baselineId,
            SortedMap<String, FeatureComparison> features,
            SortedSet<String> newFeatures) {
        this(model, segment, window, rows, baselineId, features, newFeatures, new TreeMap<>(), 1);
    }

    BaselineFacts baseline(String feature) {
        return baselines.getOrDefault(feature, BaselineFacts.NONE);
    }
}
