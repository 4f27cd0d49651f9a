package io.tidegauge.decide;

import java.time.Duration;

/**
 * The effect from which a difference matters; the distance of feature from baseline, in (0, 1). The budget of false alarms is
 * claimed at {@link #STANDARD} and above: below it, long memory in the data has been seen to exceed it.
 *
 * @param share the effect
 * @param longBaselineOnly whether it takes a baseline of {@link #LONG_BASELINE}; a shorter one has the standard effect
 */
public record MaterialEffect(double share, boolean longBaselineOnly) {

    /** Finds shifts of a fifth of a standard deviation, on baselines of 14 days and more. */
    public static final MaterialEffect SENSITIVE = new MaterialEffect(0.08, true);

    /** A quarter of a standard deviation, or a tenth of the rows moved. */
    public static final MaterialEffect STANDARD = new MaterialEffect(0.1, false);

    /** Half a standard deviation. */
    public static final MaterialEffect COARSE = new MaterialEffect(0.2, false);

    /** From this span of a baseline's blocks on, rare weather is in it too. */
    static final Duration LONG_BASELINE = Duration.ofDays(14);

    public MaterialEffect {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("decision: effect must be between 0 and 1, was " + share);
        }
    }

    /** An effect of one's own choice, for every baseline. */
    public static MaterialEffect of(double share) {
        return new MaterialEffect(share, false);
    }

    /** The effect that matters against a baseline whose blocks span so long. */
    double against(Duration span) {
        return longBaselineOnly && span.compareTo(LONG_BASELINE) < 0 ? Math.max(share, STANDARD.share) : share;
    }
}
