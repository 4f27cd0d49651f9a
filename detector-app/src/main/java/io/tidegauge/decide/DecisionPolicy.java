package io.tidegauge.decide;

/**
 * Thresholds of the decision; see the statistics' documentation for what they mean.
 *
 * @param effect material effect, in (0, 1)
 * @param level false-discovery level of Benjamini-Hochberg over a model's features, in (0, 1)
 * @param minRows windows with fewer rows abstain
 * @param persistence exceeding windows needed to fire
 * @param of out of this many last windows
 * @param calmWindows calm windows in a row needed to resolve
 */
public record DecisionPolicy(double effect, double level, int minRows, int persistence, int of, int calmWindows) {

    public static final DecisionPolicy DEFAULT = new DecisionPolicy(0.1, 0.001, 30, 2, 3, 3);

    public DecisionPolicy {
        requireShare("effect", effect);
        requireShare("level", level);
        if (minRows < 1 || persistence < 1 || of < persistence || calmWindows < 1) {
            throw new IllegalArgumentException("decision: min-rows " + minRows + ", persistence " + persistence + " of "
                    + of + ", calm-windows " + calmWindows + " must be positive, persistence at most 'of'");
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("decision: " + name + " must be between 0 and 1, was " + value);
        }
    }
}
