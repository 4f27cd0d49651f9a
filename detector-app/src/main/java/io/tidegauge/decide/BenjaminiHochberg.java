package io.tidegauge.decide;

/**
 * Benjamini and Hochberg's step-up procedure (J. R. Statist. Soc. B 57, 1995): of m sorted p-values, the largest k with
 * p(k) ≤ k·level/m is found and all p-values up to p(k) are rejected. The expected share of false ones among the rejections
 * is at most the level, for independent or positively dependent p-values; where every hypothesis is true, so is the chance
 * of any rejection.
 */
public final class BenjaminiHochberg implements MultipleTesting {

    private static final StepUp PROCEDURE = new StepUp(1);

    @Override
    public boolean[] reject(double[] pValues, double level) {
        return PROCEDURE.reject(pValues, level);
    }

    @Override
    public double[] adjusted(double[] pValues) {
        return PROCEDURE.adjusted(pValues);
    }
}
