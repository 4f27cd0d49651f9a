package io.tidegauge.compare;

/**
 * One cell of a comparison: a range of values, a category, or the nulls.
 *
 * @param label what falls in it, for people
 * @param baselineShare its share of the baseline's rows, in [0, 1]
 * @param windowShare its share of the window's rows, in [0, 1]
 */
public record CellShare(String label, double baselineShare, double windowShare) {

    /** How far the share moved, window minus baseline, in [-1, 1]. */
    public double moved() {
        return windowShare - baselineShare;
    }
}
