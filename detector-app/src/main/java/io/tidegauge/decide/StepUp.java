package io.tidegauge.decide;

/**
 * The step-up procedure of Benjamini and Hochberg with a factor on the p-values: of m sorted ones, the largest k with p(k) ·
 * factor ≤ k·level/m is found, and p(1) to p(k) are rejected.
 *
 * @param factor at least 1
 */
record StepUp(double factor) {

    boolean[] reject(double[] pValues, double level) {
        Ranked ranked = new Ranked(pValues);
        int rejected = ranked.size();
        while (rejected > 0 && ranked.at(rejected - 1) > level * rejected / (ranked.size() * factor)) {
            rejected--;
        }
        return ranked.first(rejected);
    }

    double[] adjusted(double[] pValues) {
        Ranked ranked = new Ranked(pValues);
        double[] adjusted = new double[ranked.size()];
        double smallest = Double.POSITIVE_INFINITY;
        for (int rank = adjusted.length - 1; rank >= 0; rank--) {
            smallest = Math.min(smallest, ranked.at(rank) * factor * adjusted.length / (rank + 1));
            adjusted[rank] = smallest;
        }
        return ranked.unranked(adjusted);
    }
}
