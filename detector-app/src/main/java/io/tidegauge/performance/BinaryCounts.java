package io.tidegauge.performance;

import io.tidegauge.compare.Statistic;

/**
 * Predictions of a yes or no against what came true; measures as in scikit-learn, undefined where it divides by 0.
 *
 * @param tp predicted yes, was yes
 * @param fp predicted yes, was no
 * @param tn predicted no, was no
 * @param fn predicted no, was yes
 */
public record BinaryCounts(long tp, long fp, long tn, long fn) {

    /** No predictions. */
    public static final BinaryCounts NONE = new BinaryCounts(0, 0, 0, 0);

    public BinaryCounts {
        if (tp < 0 || fp < 0 || tn < 0 || fn < 0) {
            throw new IllegalArgumentException(
                    "counts must not be negative: tp " + tp + ", fp " + fp + ", tn " + tn + ", fn " + fn);
        }
    }

    /** The counts of one prediction. */
    public static BinaryCounts of(boolean was, boolean predicted) {
        return new BinaryCounts(
                was && predicted ? 1 : 0,
                !was && predicted ? 1 : 0,
                !was && !predicted ? 1 : 0,
                was && !predicted ? 1 : 0);
    }

    /** The counts of both together. */
    public BinaryCounts merge(BinaryCounts other) {
        return new BinaryCounts(tp + other.tp, fp + other.fp, tn + other.tn, fn + other.fn);
    }

    /** Predictions. */
    public long n() {
        return tp + fp + tn + fn;
    }

    /** Share of predictions that were right, in [0, 1]. */
    public Statistic accuracy() {
        return share(tp + tn, n(), "there are no predictions");
    }

    /** Share of the predicted yes that were yes, in [0, 1]. */
    public Statistic precision() {
        return share(tp, tp + fp, "nothing was predicted positive");
    }

    /** True positive rate: share of the yes that were predicted, in [0, 1]. */
    public Statistic recall() {
        return share(tp, tp + fn, "nothing was positive");
    }

    /** True negative rate: share of the no that were predicted, in [0, 1]. */
    public Statistic specificity() {
        return share(tn, tn + fp, "nothing was negative");
    }

    /** False positive rate, in [0, 1]. */
    public Statistic fallOut() {
        return share(fp, tn + fp, "nothing was negative");
    }

    /** False negative rate, in [0, 1]. */
    public Statistic missRate() {
        return share(fn, tp + fn, "nothing was positive");
    }

    /** Share of the predicted no that were no, in [0, 1]. */
    public Statistic negativePredictiveValue() {
        return share(tn, tn + fn, "nothing was predicted negative");
    }

    /** Share of predictions that were yes, in [0, 1]. */
    public Statistic selectionRate() {
        return share(tp + fp, n(), "there are no predictions");
    }

    /** Share of the truth that was yes, in [0, 1]. */
    public Statistic baseRate() {
        return share(tp + fn, n(), "there are no predictions");
    }

    /** Harmonic mean of precision and recall, 2tp / (2tp + fp + fn), in [0, 1]. */
    public Statistic f1() {
        return share(2 * tp, 2 * tp + fp + fn, "nothing was positive, nor predicted so");
    }

    /** Mean of recall and specificity, in [0, 1]. */
    public Statistic balancedAccuracy() {
        if (tp + fn == 0 || tn + fp == 0) {
            return Statistic.undefined("there is only one class");
        }
        return Statistic.of((recall().orNaN() + specificity().orNaN()) / 2);
    }

    /** Matthews' correlation coefficient (1975), in [-1, 1]; 0 where a margin is 0. */
    public Statistic matthews() {
        if (n() == 0) {
            return Statistic.undefined("there are no predictions");
        }
        double margins = Math.sqrt((double) (tp + fp)) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
        return Statistic.of(margins == 0 ? 0 : ((double) tp * tn - (double) fp * fn) / margins);
    }

    private static Statistic share(long part, long whole, String reasonIfNone) {
        return whole == 0 ? Statistic.undefined(reasonIfNone) : Statistic.of((double) part / whole);
    }
}
