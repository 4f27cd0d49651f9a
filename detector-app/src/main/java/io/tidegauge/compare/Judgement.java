package io.tidegauge.compare;

/**
 * Effect and significance of one comparison.
 *
 * @param effect the larger of both debiased distances, in [0, 1]
 * @param pValue significance of the effect, in [0, 1]
 * @param jsEffect debiased Jensen-Shannon distance in base 2, in [0, 1]
 * @param jsPValue its p-value
 * @param ksEffect debiased Kolmogorov-Smirnov distance on the cells, in [0, 1]; undefined without an order
 * @param ksPValue its p-value
 */
public record Judgement(
        Statistic effect,
        Statistic pValue,
        Statistic jsEffect,
        Statistic jsPValue,
        Statistic ksEffect,
        Statistic ksPValue) {

    /** Reason of an undefined effect where the histogram is too coarse for the cells: only hard rules decide then. */
    public static final String COARSE = "COARSE";

    /** A judgement that cannot be made. */
    static Judgement undefined(String reason) {
        Statistic none = Statistic.undefined(reason);
        return new Judgement(none, none, none, none, none, none);
    }
}
