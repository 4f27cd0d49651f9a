package io.tidegauge.event;

import java.util.Comparator;

/** A model and one of its versions: what a baseline belongs to. Ordered by model, then version. */
public record ModelVersion(String model, String version) implements Comparable<ModelVersion> {

    private static final Comparator<ModelVersion> ORDER =
            Comparator.comparing(ModelVersion::model).thenComparing(ModelVersion::version);

    public ModelVersion {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model is blank");
        }
        if (version.isBlank()) {
            throw new IllegalArgumentException("version of model " + model + " is blank");
        }
    }

    @Override
    public int compareTo(ModelVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return model + "/" + version;
    }
}
