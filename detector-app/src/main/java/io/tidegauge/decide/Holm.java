package io.tidegauge.decide;

/**
 * Holm's step-down procedure: of m sorted p-values, p(1), p(2) … are rejected while p(k) ≤ level/(m − k + 1). It promises
 * what Bonferroni's correction does and rejects at least as much (Holm, Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm implements MultipleTesting {

    @Override
    public boolean[] reject(double[] pValues, double level) {
        Ranked ranked = new Ranked(pValues);
        int rejected = 0;
        while (rejected < ranked.size() && ranked.at(rejected) <= level / (ranked.size() - rejected)) {
            rejected++;
        }
        return ranked.first(rejected);
    }

    @Override
    public double[] adjusted(double[] pValues) {
        Ranked ranked = new Ranked(pValues);
        double[] adjusted = new double[ranked.size()];
        double largest = 0;
        for (int rank = 0; rank < adjusted.length; rank++) {
            largest = Math.max(largest, ranked.at(rank) * (adjusted.length - rank));
            adjusted[rank] = largest;
        }
        return ranked.unranked(adjusted);
    }
}
