package io.tidegauge.decide;

import java.util.Arrays;

/**
 * Benjamini and Hochberg's step-up procedure (J. R. Statist. Soc. B 57, 1995): of m sorted p-values, the largest k with
 * p(k) ≤ k·level/m is found and all p-values up to p(k) are rejected. Where every hypothesis is true, the chance of
 * any rejection is at most the level (independent or positively dependent p-values).
 */
public final class BenjaminiHochberg implements MultipleTesting {

    @Override
    public boolean[] reject(double[] pValues, double level) {
        double[] sorted = pValues.clone();
        Arrays.sort(sorted);
        double largest = -1;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] <= level * (i + 1) / sorted.length) {
                largest = sorted[i];
            }
        }
        boolean[] rejected = new boolean[pValues.length];
        for (int i = 0; i < rejected.length; i++) {
            rejected[i] = pValues[i] <= largest;
        }
        return rejected;
    }
}
