package io.tidegauge.decide;

/**
 * Thresholds of the decision; see the statistics' documentation for what they mean.
 *
 * @param budget false alarms put up with, from which every level of significance follows
 * @param effect from which effect on a difference matters
 * @param persistence exceeding windows needed to fire
 * @param of out of this many last windows
 * @param calmWindows calm windows in a row needed to resolve
 * @param minRows windows with fewer rows abstain
 */
public record DecisionPolicy(
        Budget budget, MaterialEffect effect, int persistence, int of, int calmWindows, int minRows) {

    /** One false incident a month, the standard effect, two of three windows. */
    public static final DecisionPolicy DEFAULT =
            new DecisionPolicy(Budget.DEFAULT, MaterialEffect.STANDARD, 2, 3, 3, 30);

    /** Windows that the track's memory of exceedances has room for. */
    private static final int MAX_WINDOWS = 64;

    public DecisionPolicy {
        if (of > MAX_WINDOWS) {
            throw new IllegalArgumentException("decision: 'of' must be at most " + MAX_WINDOWS + ", was " + of);
        }
        if (minRows < 1 || persistence < 1 || of < persistence || calmWindows < 1) {
            throw new IllegalArgumentException("decision: min-rows " + minRows + ", persistence " + persistence + " of "
                    + of + ", calm-windows " + calmWindows + " must be positive, persistence at most 'of'");
        }
    }

    /** The same with another effect. */
    public DecisionPolicy withEffect(MaterialEffect other) {
        return new DecisionPolicy(budget, other, persistence, of, calmWindows, minRows);
    }
}
