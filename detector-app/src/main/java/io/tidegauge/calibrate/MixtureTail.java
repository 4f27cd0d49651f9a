package io.tidegauge.calibrate;

import org.apache.commons.math3.special.Erf;

/**
 * The upper tail of w₁χ²_a + w₂χ²_1, by the saddle point approximation of Lugannani and Rice (Advances in Applied
 * Probability, 1980); with two terms the saddle point is the root of a quadratic.
 */
final class MixtureTail {

    private static final double SMALLEST = 1e-300;

    private MixtureTail() {}

    /**
     * P(w₁χ²_a + w₂χ²_1 &gt; x), in [1e-300, 1]; x well above the mean, where the approximation holds.
     *
     * @param w1 weight of the first term, in [0, w2]
     * @param degrees a, its degrees of freedom
     * @param w2 weight of the second term, above 0
     */
    static double above(double x, double w1, double degrees, double w2) {
        double first = Math.max(w1, 1e-9 * w2);
        double a = 4 * x * first * w2;
        double b = -2 * x * (first + w2) + 2 * first * w2 * (degrees + 1);
        double c = x - (degrees * first + w2);
        double root = Math.sqrt(Math.max(b * b - 4 * a * c, 0));
        double t = Math.min(2 * c / (-b + root), (1 - 1e-12) / (2 * w2));
        double cumulant = -degrees / 2 * Math.log1p(-2 * first * t) - 0.5 * Math.log1p(-2 * w2 * t);
        double curvature = 2 * degrees * square(first / (1 - 2 * first * t)) + 2 * square(w2 / (1 - 2 * w2 * t));
        double w = Math.signum(t) * Math.sqrt(Math.max(2 * (t * x - cumulant), SMALLEST));
        double u = t * Math.sqrt(curvature);
        double tail = Erf.erfc(w / Math.sqrt(2)) / 2 + Math.exp(-w * w / 2) / Math.sqrt(2 * Math.PI) * (1 / u - 1 / w);
        return Math.min(Math.max(tail, SMALLEST), 1);
    }

    private static double square(double x) {
        return x * x;
    }
}
