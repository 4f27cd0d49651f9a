package io.tidegauge.baseline;

import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records seen of one set, whole or not. Mutable. */
final class BaselineDraft {

    private final ModelVersion model;
    private final String baselineId;
    private final SortedMap<String, FeatureBaseline> features = new TreeMap<>();
    private @Nullable BaselineManifest manifest;

    /** The set as of the last look, null where it was not whole. */
    private @Nullable BaselineSet complete;

    private boolean changed;

    BaselineDraft(ModelVersion model, String baselineId) {
        this.model = model;
        this.baselineId = baselineId;
    }

    Optional<String> put(BaselineRecord record) {
        changed = true;
        if (record instanceof FeatureBaseline feature) {
            features.put(feature.feature(), feature);
            return contradiction(feature);
        }
        manifest = (BaselineManifest) record;
        return features.values().stream()
                .flatMap(feature -> contradiction(feature).stream())
                .findFirst();
    }

    void remove(String feature) {
        changed = true;
        if (feature.equals(FeatureNames.ALL)) {
            manifest = null;
        } else {
            features.remove(feature);
        }
    }

    boolean isEmpty() {
        return manifest == null && features.isEmpty();
    }

    Optional<BaselineSet> complete() {
        if (changed) {
            complete = manifest == null || !missing(manifest).isEmpty()
                    ? null
                    : new BaselineSet(manifest, listed(manifest));
            changed = false;
        }
        return Optional.ofNullable(complete);
    }

    /** Why the set is not complete; empty when it is. */
    Optional<String> problem() {
        if (manifest == null) {
            return Optional.of(this + " has no manifest and " + features.size() + " features");
        }
        List<String> missing = missing(manifest);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(missing.stream()
                .map(features::get)
                .flatMap(feature ->
                        feature == null ? Optional.<String>empty().stream() : contradiction(feature).stream())
                .findFirst()
                .orElse(this + " lacks " + missing.size() + " of "
                        + manifest.features().size() + " features: "
                        + String.join(", ", missing.subList(0, Math.min(5, missing.size())))));
    }

    private List<String> missing(BaselineManifest listing) {
        return listing.features().stream()
                .filter(name -> {
                    FeatureBaseline feature = features.get(name);
                    return feature == null || contradiction(feature).isPresent();
                })
                .toList();
    }

    private SortedMap<String, FeatureBaseline> listed(BaselineManifest listing) {
        SortedMap<String, FeatureBaseline> listed = new TreeMap<>(features);
        listed.keySet().retainAll(listing.features());
        return listed;
    }

    private Optional<String> contradiction(FeatureBaseline feature) {
        if (manifest == null) {
            return Optional.empty();
        }
        if (!manifest.features().contains(feature.feature())) {
            return Optional.of(this + ": feature '" + feature.feature() + "' is not listed in the manifest");
        }
        if (feature.rows() != manifest.rows()) {
            return Optional.of(this + ": feature '" + feature.feature() + "' is of " + feature.rows()
                    + " rows, the manifest of " + manifest.rows());
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "baseline " + baselineId + " of " + model;
    }
}
