package io.tidegauge.assess;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.util.List;
import java.util.SortedMap;

/**
 * All that was counted of one model in one window.
 *
 * @param model the model's version
 * @param segment the slice of rows, {@code *} for all
 * @param window the window
 * @param counted the model's rows in it, and what they hold
 * @param lateRows rows that came too late for their window, since the model's last report
 * @param missingPartitions the partitions it closed without; empty when it is complete
 */
public record WindowCounts(
        ModelVersion model,
        String segment,
        TimeWindow window,
        Counted counted,
        long lateRows,
        List<String> missingPartitions) {

    public WindowCounts {
        if (lateRows < 0) {
            throw new IllegalArgumentException(model + " " + window + ": late rows " + lateRows);
        }
        missingPartitions = List.copyOf(missingPartitions);
    }

    /** The model's rows in the window. */
    public long rows() {
        return counted.rows();
    }

    /** Profiles by feature, of the features that any row named. */
    public SortedMap<String, FeatureProfile> features() {
        return counted.features();
    }
}
