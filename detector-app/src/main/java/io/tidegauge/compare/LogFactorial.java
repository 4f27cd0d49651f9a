package io.tidegauge.compare;

import org.apache.commons.math3.special.Gamma;

/**
 * Logarithms of binomial chances that keep their digits for any number of rows: Stirling's formula with its error apart
 * (Loader, Fast and Accurate Computation of Binomial Probabilities, 2000).
 */
final class LogFactorial {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** From here on the series reaches full precision. */
    private static final int SERIES_FROM = 16;

    private LogFactorial() {}

    /** ln n! − (n + ½) ln n + n − ½ ln 2π, for n at least 0; of 0, where the formula has no value, 0. */
    static double stirlingError(double n) {
        if (n == 0) {
            return 0;
        }
        if (n < SERIES_FROM) {
            return Gamma.logGamma(n + 1) - ((n + 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI);
        }
        double inverse = 1 / n;
        double square = inverse * inverse;
        return inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    }

    /** The logarithm of the chance of k successes in n trials of chance p each; p in (0, 1), k in [0, n]. */
    static double binomial(double k, double n, double p) {
        if (k == 0) {
            return n * Math.log1p(-p);
        }
        if (k == n) {
            return n * Math.log(p);
        }
        double q = 1 - p;
        return stirlingError(n)
                - stirlingError(k)
                - stirlingError(n - k)
                - deviance(k, n * p)
                - deviance(n - k, n * q)
                - 0.5 * Math.log(2 * Math.PI * k * (n - k) / n);
    }

    /** x ln(x / mean) − x + mean. */
    private static double deviance(double x, double mean) {
        return mean * KullbackLeibler.excess((x - mean) / mean);
    }
}
