package io.tidegauge.decide;

/**
 * Which of a family of hypotheses may be rejected together. The seam between significance, which a comparison brings,
 * and the decision.
 */
public interface MultipleTesting {

    /**
     * Rejects hypotheses at a level.
     *
     * @param pValues one for each hypothesis, in [0, 1]
     * @param level in (0, 1)
     * @return for each hypothesis whether it is rejected
     */
    boolean[] reject(double[] pValues, double level);

    /**
     * Adjusted p-values.
     *
     * @param pValues one for each hypothesis, in [0, 1]
     * @return for each hypothesis the lowest level at which it is rejected, at most 1
     */
    double[] adjusted(double[] pValues);
}
