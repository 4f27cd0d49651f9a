package io.tidegauge.compare;

/**
 * Jensen-Shannon divergence ½ Σ p ln(p / M) + ½ Σ q ln(q / M), M = (p + q) / 2 (Lin, 1991), and the distance, its square
 * root (Endres and Schindelin, 2003). No smoothing is needed; 1 in base 2 for disjoint sides.
 */
public final class JensenShannon {

    private static final double LN_2 = Math.log(2);

    private JensenShannon() {}

    /** The divergence in nats, in [0, ln 2]. Times 8 n_h it is about chi-square with B − 1 degrees of freedom. */
    public static double divergenceNats(CellCounts cells) {
        double sum = 0;
        for (int i = 0; i < cells.size(); i++) {
            double p = cells.baselineShare(i);
            double q = cells.windowShare(i);
            double d = (q - p) / (q + p);
            sum += (p + q) / 4 * (KullbackLeibler.excess(d) + KullbackLeibler.excess(-d));
        }
        return Math.min(sum, LN_2);
    }

    /** The square root of the divergence in bits, in [0, 1]. */
    public static double distance(CellCounts cells) {
        return Math.sqrt(divergenceNats(cells) / LN_2);
    }

    /** The square root of the divergence in nats, in [0, 0.8326]. */
    public static double distanceNats(CellCounts cells) {
        return Math.sqrt(divergenceNats(cells));
    }

    /** P-value without drift. */
    public static double pValue(CellCounts cells) {
        return TailProbability.chiSquare(8 * cells.effectiveRows() * divergenceNats(cells), cells.size() - 1);
    }
}
