package io.tidegauge.topology;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much lies beside what has been merged of each feature of each pane: an index of the pane store. To merge a few rows
 * into thousands takes as long as to merge thousands, and so do the bytes of the result, which are logged; so parts wait
 * until they are as much as what they are merged into. A feature is then written about twice, however many parts it has.
 */
final class PaneParts {

    /** What a part takes beside its own bytes: its key and entry, and the records that log it and its end. */
    private static final int OWN_BYTES = 160;

    private final Map<Pane, Map<String, Feature>> panes = new HashMap<>();

    /** Whether the pane is known: what is stored of it has been told, if only that there is nothing. */
    boolean knows(Pane pane) {
        return panes.containsKey(pane);
    }

    /** Begins to know a pane, of which nothing is told yet. */
    void begin(Pane pane) {
        panes.put(pane, new HashMap<>());
    }

    /** What is known of a feature of a known pane; null where nothing is stored of it. */
    @Nullable
    Feature feature(Pane pane, String feature) {
        return features(pane).get(feature);
    }

    /** Notes that all there is of a feature is one whole of so many bytes. */
    void whole(Pane pane, String feature, int bytes) {
        features(pane).computeIfAbsent(feature, name -> new Feature()).whole(bytes);
    }

    void forget(Pane pane) {
        panes.remove(pane);
    }

    private Map<String, Feature> features(Pane pane) {
        Map<String, Feature> features = panes.get(pane);
        if (features == null) {
            throw new IllegalStateException("nothing has been told of " + pane);
        }
        return features;
    }

    /** What is stored of one feature. Mutable. */
    static final class Feature {
        private long wholeBytes;
        private long partBytes;
        private long next;

        private void whole(int bytes) {
            wholeBytes = bytes;
            partBytes = 0;
            next = 0;
        }

        /** Whether a part of so many bytes is better left beside the rest for now. */
        boolean leaves(int bytes) {
            return partBytes + OWN_BYTES + bytes < wholeBytes;
        }

        /** Notes a part of so many bytes under a number, greater than all before. */
        void part(long number, int bytes) {
            partBytes += OWN_BYTES + bytes;
            next = number + 1;
        }

        /** The number of the next part. */
        long next() {
            return next;
        }

        boolean hasParts() {
            return next > 0;
        }
    }
}
