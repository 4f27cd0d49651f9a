package io.tidegauge.assess;

import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.compare.Calibration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a baseline is good for, before any window is compared with it.
 *
 * @param question what windows it was asked for
 * @param features of each feature, by name
 */
public record BaselineReview(FeatureReview.Question question, SortedMap<String, FeatureReview> features) {

    public BaselineReview {
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }

    /** Reviews all features of a set. */
    public static BaselineReview of(BaselineSet set, FeatureReview.Question question) {
        SortedMap<String, FeatureReview> features = new TreeMap<>();
        set.features().forEach((name, feature) -> features.put(name, FeatureReview.of(feature, question)));
        return new BaselineReview(question, features);
    }

    /** How many features are calibrated how far, for windows. */
    public Map<Calibration, Integer> calibrations() {
        Map<Calibration, Integer> counts = new EnumMap<>(Calibration.class);
        features.values().forEach(feature -> counts.merge(feature.window().calibration(), 1, Integer::sum));
        return counts;
    }
}
