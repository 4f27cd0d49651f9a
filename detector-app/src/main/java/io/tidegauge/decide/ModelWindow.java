package io.tidegauge.decide;

import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Everything the decision on one window of one model needs.
 *
 * @param model the model's version
 * @param segment the slice of rows, {@code *} for all
 * @param window the window that closed
 * @param rows the model's rows in it
 * @param baselineId the baseline set in force
 * @param features comparisons of every feature the baseline has, by name, absent ones included
 * @param newFeatures features of the window that the baseline does not have
 */
public record ModelWindow(
        ModelVersion model,
        String segment,
        TimeWindow window,
        long rows,
        String baselineId,
        SortedMap<String, FeatureComparison> features,
        SortedSet<String> newFeatures) {}
