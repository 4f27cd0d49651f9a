package io.tidegauge.backtest;

import io.tidegauge.event.FeatureNames;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One thing that is known of a data set: of one feature or of several together.
 *
 * @param features their names, or {@code *} alone for all
 * @param drift whether they drift
 * @param fromRow the first row that drifts, from 0
 * @param toRow the row after the last that drifts
 */
public record Truth(SortedSet<String> features, Drift drift, long fromRow, long toRow) {

    /** How a directory of data sets writes that all features are meant. */
    public static final String ALL = "(all)";

    /** Whether a feature drifts. */
    public enum Drift {
        /** In a known range of rows. */
        CHANGES,
        /** Nowhere, or it comes back every year: each alert is false. */
        STILL,
        /** All along, or nobody knows where: its alerts are neither right nor wrong. */
        UNKNOWN
    }

    public Truth {
        features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
        if (features.isEmpty()) {
            throw new IllegalArgumentException("a truth about no feature");
        }
        if (drift == Drift.CHANGES && (fromRow < 0 || toRow <= fromRow)) {
            throw new IllegalArgumentException(features + " drift in rows " + fromRow + " to " + toRow);
        }
    }

    /**
     * Reads a line of {@code drift_truth.csv}.
     *
     * @param names the features that it names, or {@value #ALL}
     * @param from the first row that drifts, empty where no range is given
     * @param to the row after the last, empty for the end of the rows
     * @param kind what kind of drift it is, in words
     */
    public static Truth of(Collection<String> names, OptionalLong from, OptionalLong to, String kind) {
        SortedSet<String> features = new TreeSet<>(names.contains(ALL) ? List.of(FeatureNames.ALL) : names);
        if (from.isPresent()) {
            return new Truth(features, Drift.CHANGES, from.getAsLong(), to.orElse(Long.MAX_VALUE));
        }
        String words = kind.toLowerCase(Locale.ROOT);
        boolean still = words.startsWith("no drift") || words.startsWith("recurring");
        return new Truth(features, still ? Drift.STILL : Drift.UNKNOWN, 0, 0);
    }

    /** Whether it is about the feature. */
    boolean isOf(String name) {
        return features.contains(FeatureNames.ALL) || features.contains(name);
    }
}
