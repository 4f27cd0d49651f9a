package io.tidegauge.compare;

/** Absolute differences of the shares, in [0, 1]: half their sum (total variation), and the largest (L-infinity). */
public final class TotalVariation {

    private TotalVariation() {}

    /** ½ Σ |p − q|: the share of rows that would have to move. */
    public static double distance(CellCounts cells) {
        double sum = 0;
        for (int i = 0; i < cells.size(); i++) {
            sum += Math.abs(cells.baselineShare(i) - cells.windowShare(i));
        }
        return Math.min(1, sum / 2);
    }

    /** max |p − q|: the largest move of one cell. */
    public static double lInfinity(CellCounts cells) {
        double max = 0;
        for (int i = 0; i < cells.size(); i++) {
            max = Math.max(max, Math.abs(cells.baselineShare(i) - cells.windowShare(i)));
        }
        return max;
    }

    /** What {@link #distance} is about without drift: ½ Σ √(2 p (1 − p) / (π n_h)), of the baseline's shares. */
    public static double bias(CellCounts cells) {
        double sum = 0;
        for (int i = 0; i < cells.size(); i++) {
            double share = cells.baselineShare(i);
            sum += Math.sqrt(2 * share * (1 - share) / (Math.PI * cells.effectiveRows()));
        }
        return sum / 2;
    }
}
