package io.tidegauge.topology;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Baseline sets made straight from events. */
final class Baselines {

    private Baselines() {}

    static BaselineSet of(List<InferenceEvent> events, String id, long effectiveFromMs) {
        ModelVersion model =
                new ModelVersion(events.get(0).model(), events.get(0).modelVersion());
        SortedMap<String, LiveProfile> live = new TreeMap<>();
        events.forEach(event -> event.forEachFeature(
                (name, value) -> live.computeIfAbsent(name, key -> new LiveProfile(KeyMapping.forFeature(key)))
                        .add(value)));
        SortedMap<String, FeatureBaseline> features = new TreeMap<>();
        live.forEach((name, profile) -> {
            FeatureKind kind = profile.toProfile().dominantKind();
            features.put(name, new FeatureBaseline(model, id, name, kind, events.size(), profile.toProfile()));
        });
        return new BaselineSet(
                new BaselineManifest(
                        model, id, new TreeSet<>(features.keySet()), effectiveFromMs, 1, events.size(), "test"),
                features);
    }
}
