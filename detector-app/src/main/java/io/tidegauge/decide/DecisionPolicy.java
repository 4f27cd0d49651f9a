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

    /**
     * A material effect of 0.1 and a level of 0.001. Firing takes two exceeding windows, so false alerts in a month of W
     * windows are at most level·W/2 + 0.15·level·W: 0.5 for hourly windows, under any dependence between them.
     */
    public static final DecisionPolicy DEFAULT = new DecisionPolicy(0.1, 0.001, 30, 2, 3, 3);

    /** A window is calm below this share of the material effect: an alert must not flicker about its threshold. */
    static final double CALM_SHARE = 0.7;

    /** A window is calm above this p-value, whatever its effect. */
    static final double CALM_P = 0.05;

    /** An effect of so many times the material one is critical, and one window of it is enough to fire. */
    static final double CRITICAL_FACTOR = 3;

    /** Windows that the track's memory of exceedances has room for. */
    private static final int MAX_WINDOWS = 64;

    public DecisionPolicy {
        requireShare("effect", effect);
        requireShare("level", level);
        if (of > MAX_WINDOWS) {
            throw new IllegalArgumentException("decision: 'of' must be at most " + MAX_WINDOWS + ", was " + of);
        }
        if (minRows < 1 || persistence < 1 || of < persistence || calmWindows < 1) {
            throw new IllegalArgumentException("decision: min-rows " + minRows + ", persistence " + persistence + " of "
                    + of + ", calm-windows " + calmWindows + " must be positive, persistence at most 'of'");
        }
    }

    /**
     * The level at which one window alone fires: what remains of the false-alarm budget when the persistent rule takes half
     * and single windows 15 %, each of {@link #persistence} exceedances having cost the persistent rule only its part.
     */
    double fastLevel() {
        return level * 0.15 / (0.5 * persistence);
    }

    /** The effect from which an alert is critical; no effect reaches it where it would be 1 or more. */
    double criticalEffect() {
        return CRITICAL_FACTOR * effect;
    }

    /** Whether a window with this effect and significance is as the baseline is. */
    boolean calm(double observedEffect, double pValue) {
        return observedEffect < CALM_SHARE * effect || pValue > CALM_P;
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("decision: " + name + " must be between 0 and 1, was " + value);
        }
    }
}
