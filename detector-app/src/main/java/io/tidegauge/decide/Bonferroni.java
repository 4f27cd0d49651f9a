package io.tidegauge.decide;

/**
 * Bonferroni's correction: of m p-values, those up to level/m are rejected. The chance of any false rejection is at most
 * the level, however the p-values depend on each other (Dunn, Journal of the American Statistical Association 56, 1961).
 */
public final class Bonferroni implements MultipleTesting {

    @Override
    public boolean[] reject(double[] pValues, double level) {
        boolean[] rejected = new boolean[pValues.length];
        for (int i = 0; i < rejected.length; i++) {
            rejected[i] = pValues[i] <= level / pValues.length;
        }
        return rejected;
    }

    @Override
    public double[] adjusted(double[] pValues) {
        double[] adjusted = new double[pValues.length];
        for (int i = 0; i < adjusted.length; i++) {
            adjusted[i] = Math.min(1, pValues[i] * pValues.length);
        }
        return adjusted;
    }
}
