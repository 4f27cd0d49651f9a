package io.tidegauge.backtest;

import io.tidegauge.event.FeatureNames;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What is known of one feature of a data set.
 *
 * @param feature its name, or {@code *} for all
 * @param drift whether it drifts
 * @param fromRow the first row that drifts, from 0
 * @param toRow the row after the last that drifts
 */
public record Truth(String feature, Drift drift, long fromRow, long toRow) {

    /** How a directory of data sets writes that all features are meant. */
    public static final String ALL = "(all)";

    /** Whether a feature drifts. */
    public enum Drift {
        /** In a known range of rows. */
        CHANGES,
        /** Nowhere, or it comes back every year: each alert on it is false. */
        STILL,
        /** All along, or nobody knows where: its alerts are neither right nor wrong. */
        UNKNOWN
    }

    public Truth {
        if (drift == Drift.CHANGES && (fromRow < 0 || toRow <= fromRow)) {
            throw new IllegalArgumentException(feature + " drifts in rows " + fromRow + " to " + toRow);
        }
    }

    /**
     * Reads what a line of {@code drift_truth.csv} says of one feature.
     *
     * @param from the first row that drifts, empty where no range is given
     * @param to the row after the last, empty for the end of the rows
     * @param kind what kind of drift it is, in words
     */
    public static Truth of(String feature, OptionalLong from, OptionalLong to, String kind) {
        String name = feature.equals(ALL) ? FeatureNames.ALL : feature;
        if (from.isPresent()) {
            return new Truth(name, Drift.CHANGES, from.getAsLong(), to.orElse(Long.MAX_VALUE));
        }
        String words = kind.toLowerCase(Locale.ROOT);
        boolean still = words.startsWith("no drift") || words.startsWith("recurring");
        return new Truth(name, still ? Drift.STILL : Drift.UNKNOWN, 0, 0);
    }

    /** Whether it is about the feature. */
    boolean isOf(String name) {
        return feature.equals(FeatureNames.ALL) || feature.equals(name);
    }
}
