package io.tidegauge.compare;

/** Hellinger distance √(½ Σ (√p − √q)²), in [0, 1] (Hellinger, 1909; Le Cam and Yang, 2000). */
public final class Hellinger {

    private Hellinger() {}

    public static double distance(CellCounts cells) {
        double sum = 0;
        for (int i = 0; i < cells.size(); i++) {
            double difference = Math.sqrt(cells.baselineShare(i)) - Math.sqrt(cells.windowShare(i));
            sum += difference * difference;
        }
        return Math.min(1, Math.sqrt(sum / 2));
    }

    /** P-value without drift: 8 n_h H² is about chi-square with B − 1 degrees of freedom. */
    public static double pValue(CellCounts cells) {
        double distance = distance(cells);
        return TailProbability.chiSquare(8 * cells.effectiveRows() * distance * distance, cells.size() - 1);
    }
}
