package io.tidegauge.compare;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * The noncentral chi-square law: what 8 n_h JS follows where the sides differ by λ = 8 n_h JS of their laws. Its distribution
 * function is the Poisson mixture Σ e^(−λ/2) (λ/2)^j / j! · P(s/2 + j, x/2) (Abramowitz and Stegun, 26.4.25), summed from
 * the largest weight to both sides; far from zero it is Sankaran's normal approximation (Biometrika, 1963).
 */
final class NoncentralChiSquare {

    /** From here on the approximation is used: its error is below 3e-6. */
    private static final double LARGE = 1_000;

    /** Terms below this share of the sum are left out. */
    private static final double NEGLIGIBLE = 1e-14;

    private NoncentralChiSquare() {}

    /** P(X ≤ x) of s degrees of freedom and noncentrality λ, not negative; in [0, 1]. */
    static double cumulative(double x, double degrees, double noncentrality) {
        if (x <= 0) {
            return 0;
        }
        if (noncentrality > LARGE) {
            return sankaran(x, degrees, noncentrality);
        }
        return Math.min(1, Math.max(0, mixture(x / 2, degrees / 2, noncentrality / 2)));
    }

    private static double mixture(double y, double shape, double mean) {
        int start = (int) mean;
        double weight = Math.exp(start * logOrZero(mean) - mean - Gamma.logGamma(start + 1.0));
        double below = Gamma.regularizedGammaP(shape + start, y);
        // P(a + 1, y) = P(a, y) - step(a), step(a) = y^a e^-y / Γ(a + 1).
        double step = Math.exp((shape + start) * Math.log(y) - y - Gamma.logGamma(shape + start + 1));
        double sum = weight * below;
        double up = weight;
        double upStep = step;
        double upBelow = below;
        for (int j = start + 1; up > NEGLIGIBLE; j++) {
            up *= mean / j;
            upBelow = Math.max(0, upBelow - upStep);
            upStep *= y / (shape + j);
            sum += up * upBelow;
        }
        double down = weight;
        double downStep = step;
        double downBelow = below;
        for (int j = start; j > 0 && down > NEGLIGIBLE; j--) {
            down *= j / mean;
            downStep *= (shape + j) / y;
            downBelow = Math.min(1, downBelow + downStep);
            sum += down * downBelow;
        }
        return sum;
    }

    private static double logOrZero(double x) {
        return x > 0 ? Math.log(x) : 0;
    }

    private static double sankaran(double x, double degrees, double noncentrality) {
        double sum = degrees + noncentrality;
        double h = 1 - 2 * sum * (degrees + 3 * noncentrality) / (3 * square(degrees + 2 * noncentrality));
        double p = (degrees + 2 * noncentrality) / square(sum);
        double m = (h - 1) * (1 - 3 * h);
        double mean = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p);
        double deviation = h * Math.sqrt(2 * p) * (1 + 0.5 * m * p);
        double z = (Math.pow(x / sum, h) - mean) / deviation;
        return Erf.erfc(-z / Math.sqrt(2)) / 2;
    }

    private static double square(double x) {
        return x * x;
    }
}
