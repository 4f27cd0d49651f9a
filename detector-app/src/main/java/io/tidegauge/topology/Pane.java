package io.tidegauge.topology;

import io.tidegauge.event.ModelVersion;
import java.util.Comparator;

/**
 * What stage 1 counts by: a model's version, a slice of its rows, and the start of a pane of event time.
 *
 * @param model the model's version
 * @param segment the slice, {@code *} for all rows
 * @param startMs milliseconds since the epoch
 */
record Pane(ModelVersion model, String segment, long startMs) implements Comparable<Pane> {

    private static final Comparator<Pane> ORDER =
            Comparator.comparing(Pane::model).thenComparing(Pane::segment).thenComparing(Pane::startMs);

    @Override
    public int compareTo(Pane other) {
        return ORDER.compare(this, other);
    }
}
