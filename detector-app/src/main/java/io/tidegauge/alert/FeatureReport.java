package io.tidegauge.alert;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.util.SortedMap;

/**
 * One feature in one window, as published for every window; feature {@code *} is the model's summary. The identity is
 * (model, segment, feature, window); the highest revision of an identity is final. A model's day is reported beside its
 * small windows, and holds their rows once more: windows of unequal length must not be added up.
 *
 * @param model the model's version
 * @param segment the slice of rows, {@code *} for all
 * @param feature the feature, or {@code *}
 * @param window the window
 * @param revision 0 at the close; higher where a baseline came late
 * @param rows the model's rows in the window
 * @param nulls rows without a value of the feature; 0 for {@code *}
 * @param lateRows rows that arrived after their window had closed, since the model's last report; only with {@code *}
 * @param complete false where the window closed at its deadline without every partition
 * @param missingPartitions the partitions it closed without, comma separated; empty when complete
 * @param baselineId the set compared with, or {@link #NO_BASELINE}
 * @param effect in [0, 1], NaN where undefined
 * @param pValue in [0, 1], NaN where undefined
 * @param statistics every defined statistic by name
 * @param resolution the largest multi-valued bucket's share, in [0, 1]
 * @param profile the window's profile, encoded as {@link io.tidegauge.profile.FeatureProfile} does
 */
public record FeatureReport(
        ModelVersion model,
        String segment,
        String feature,
        TimeWindow window,
        int revision,
        long rows,
        long nulls,
        long lateRows,
        boolean complete,
        String missingPartitions,
        String baselineId,
        double effect,
        double pValue,
        SortedMap<String, Double> statistics,
        double resolution,
        byte[] profile) {

    /** Stands for the baseline's id where there was none in force. */
    public static final String NO_BASELINE = "NO_BASELINE";

    public FeatureReport {
        if (rows < 0 || nulls < 0 || nulls > rows || lateRows < 0 || revision < 0) {
            throw new IllegalArgumentException("report of " + model + "/" + feature + ": rows " + rows + ", nulls "
                    + nulls + ", late rows " + lateRows + ", revision " + revision);
        }
    }

    /** The same report with other statistics. */
    public FeatureReport withStatistics(SortedMap<String, Double> others) {
        return new FeatureReport(
                model,
                segment,
                feature,
                window,
                revision,
                rows,
                nulls,
                lateRows,
                complete,
                missingPartitions,
                baselineId,
                effect,
                pValue,
                others,
                resolution,
                profile);
    }
}
