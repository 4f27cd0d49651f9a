package io.tidegauge.assess;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.FeatureProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a baseline of a model's own windows. A feature belongs to it that at least half of the windows named: one that
 * came once is not missed in the next window, and one that is gone is not missed for ever.
 */
public final class OwnReference {

    private OwnReference() {}

    /**
     * The windows merged; empty where there are none, or no feature is in half of them.
     *
     * @param id what to call it
     * @param windows windows of one model's version without a row in common, earliest first
     * @param kinds kinds that are known of features, before what their values suggest
     */
    public static Optional<BaselineSet> of(String id, List<WindowCounts> windows, Map<String, FeatureKind> kinds) {
        SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
        Map<String, Integer> named = new HashMap<>();
        long rows = 0;
        for (WindowCounts window : windows) {
            rows += window.rows();
            window.features().forEach((feature, profile) -> {
                profiles.merge(feature, profile, FeatureProfile::merge);
                named.merge(feature, 1, Integer::sum);
            });
        }
        profiles.keySet().removeIf(feature -> 2 * named.getOrDefault(feature, 0) < windows.size());
        if (rows == 0 || profiles.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(set(id, windows, rows, profiles, kinds));
    }

    private static BaselineSet set(
            String id,
            List<WindowCounts> windows,
            long rows,
            SortedMap<String, FeatureProfile> profiles,
            Map<String, FeatureKind> kinds) {
        ModelVersion model = windows.get(0).model();
        long upToMs = windows.get(windows.size() - 1).window().endMs();
        SortedMap<String, FeatureBaseline> features = new TreeMap<>();
        profiles.forEach((name, profile) -> {
            FeatureKind kind = kinds.getOrDefault(name, profile.dominantKind());
            features.put(name, new FeatureBaseline(model, id, name, kind, rows, profile));
        });
        String source = windows.size() + " windows of its own";
        return new BaselineSet(
                new BaselineManifest(model, id, new TreeSet<>(features.keySet()), upToMs, upToMs, rows, source),
                features);
    }
}
