package io.tidegauge.decide;

import io.tidegauge.compare.Statistic;

/**
 * How much of a model's data drifted in one window: a figure for its report, which nothing is alerted on.
 *
 * @param drifted features whose effect was material and significant
 * @param judged features that were tested for it
 */
public record DatasetDrift(int drifted, int judged) {

    /** No feature was tested. */
    public static final DatasetDrift NONE = new DatasetDrift(0, 0);

    public DatasetDrift {
        if (drifted < 0 || drifted > judged) {
            throw new IllegalArgumentException(drifted + " drifted features of " + judged);
        }
    }

    /** The share of the judged features that drifted, in [0, 1]; undefined where none was judged. */
    public Statistic share() {
        return judged == 0 ? Statistic.undefined("no feature was judged") : Statistic.of((double) drifted / judged);
    }
}
