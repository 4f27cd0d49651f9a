package io.tidegauge.decide;

/**
 * Benjamini and Yekutieli's form of the step-up procedure, with 1 + 1/2 + … + 1/m as a factor: it promises what {@link
 * BenjaminiHochberg} does however the p-values depend on each other (Annals of Statistics 29, 2001).
 */
public final class BenjaminiYekutieli implements MultipleTesting {

    @Override
    public boolean[] reject(double[] pValues, double level) {
        return procedure(pValues).reject(pValues, level);
    }

    @Override
    public double[] adjusted(double[] pValues) {
        return procedure(pValues).adjusted(pValues);
    }

    private static StepUp procedure(double[] pValues) {
        double factor = 0;
        for (int i = 1; i <= pValues.length; i++) {
            factor += 1.0 / i;
        }
        return new StepUp(Math.max(1, factor));
    }
}
