package io.tidegauge.compare;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * Upper tails of the reference distributions, in survival form, so that small ones keep their relative accuracy. Every
 * result is in [0, 1].
 */
final class TailProbability {

    private TailProbability() {}

    /** P(X &gt; x) for a chi-square law; 1 where there are no degrees of freedom. Abramowitz and Stegun 26.4.19. */
    static double chiSquare(double x, double degrees) {
        if (degrees <= 0 || x <= 0) {
            return 1;
        }
        if (Double.isInfinite(x)) {
            return 0;
        }
        return Gamma.regularizedGammaQ(degrees / 2, x / 2);
    }

    /** P(|X| &gt; |z|) for the standard normal law. */
    static double normalTwoSided(double z) {
        return Erf.erfc(Math.abs(z) / Math.sqrt(2));
    }

    /** P(|X| &gt; |t|) for Student's law. Abramowitz and Stegun 26.7.1. */
    static double studentTwoSided(double t, double degrees) {
        if (Double.isInfinite(t)) {
            return 0;
        }
        return betaShare(degrees, t * t, degrees / 2, 0.5);
    }

    /** P(X &gt; x) for the F law with d1 and d2 degrees of freedom. Abramowitz and Stegun 26.6.2. */
    static double f(double x, double d1, double d2) {
        return betaShare(d2, d1 * x, d2 / 2, d1 / 2);
    }

    /** P(X &lt;= x) for the F law with d1 and d2 degrees of freedom. */
    static double fLower(double x, double d1, double d2) {
        return betaShare(d1 * x, d2, d1 / 2, d2 / 2);
    }

    /** The regularised incomplete beta function at part / (part + rest). */
    private static double betaShare(double part, double rest, double a, double b) {
        if (rest == 0) {
            return 1;
        }
        if (part == 0) {
            return 0;
        }
        return Math.min(1, Beta.regularizedBeta(part / (part + rest), a, b));
    }
}
