package io.tidegauge.compare;

import org.apache.commons.math3.special.Beta;

/** Tail of the binomial law, by its identity with the regularised incomplete beta function. Abramowitz and Stegun 26.5.24. */
public final class ExactBinomial {

    private ExactBinomial() {}

    /**
     * The chance of at least {@code successes} in {@code trials} of {@code chance} each: I_chance(successes, trials -
     * successes + 1), which also joins whole numbers smoothly where rows are worth a part of one.
     *
     * @return in [0, 1]
     * @throws IllegalArgumentException for more successes than trials, or a chance outside [0, 1]
     */
    public static double upperTail(double successes, double trials, double chance) {
        if (!(successes >= 0 && successes <= trials) || !(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException(successes + " of " + trials + " at a chance of " + chance);
        }
        if (successes == 0 || chance == 1) {
            return 1;
        }
        return chance == 0 ? 0 : Beta.regularizedBeta(chance, successes, trials - successes + 1.0);
    }
}
