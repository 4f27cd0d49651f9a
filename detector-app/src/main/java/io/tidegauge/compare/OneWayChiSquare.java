package io.tidegauge.compare;

/**
 * One-way chi-square Σ (c − n p)² / (n p) with the baseline's shares taken as known. It ignores the baseline's own noise,
 * so it is wrong unless the baseline is much larger than the window (by about 1 + n/m).
 *
 * @param chiSquare the statistic, not negative
 * @param degrees degrees of freedom, cells − 1
 */
public record OneWayChiSquare(double chiSquare, int degrees) {

    /** Whether it is defined: no cell is empty in the baseline. */
    public static boolean defined(CellCounts cells) {
        return cells.baselineCells() == cells.size();
    }

    /**
     * The test.
     *
     * @throws IllegalArgumentException where it is not {@link #defined}
     */
    public static OneWayChiSquare of(CellCounts cells) {
        if (!defined(cells)) {
            throw new IllegalArgumentException("a cell is empty in the baseline");
        }
        double sum = 0;
        for (int i = 0; i < cells.size(); i++) {
            double expected = cells.baselineShare(i) * cells.windowTotal();
            sum += (cells.window(i) - expected) * (cells.window(i) - expected) / expected;
        }
        return new OneWayChiSquare(sum, cells.size() - 1);
    }

    /** P-value; 1 with one cell. */
    public double pValue() {
        return TailProbability.chiSquare(chiSquare, degrees);
    }
}
