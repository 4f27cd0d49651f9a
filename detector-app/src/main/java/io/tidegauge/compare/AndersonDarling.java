package io.tidegauge.compare;

import org.apache.commons.math3.special.Gamma;

/**
 * Two-sample Anderson-Darling test with midranks for ties, standardised by its mean and deviation without drift (Scholz and
 * Stephens, Journal of the American Statistical Association 82, 1987, equations 7 and 10). For display: its p-value
 * resolves nothing below 0.001.
 *
 * @param statistic (A² − 1) / σ; about 0 without drift
 */
public record AndersonDarling(double statistic) {

    /** The smallest p-value of the table, and the largest. */
    public static final double LEAST_P = 0.001;

    public static final double MOST_P = 0.25;

    /** Percentage points of the standardised statistic of two samples, b0 + b1 + b2 of the paper's table 2. */
    private static final double LEAST_POINT = 0.675 - 0.245 - 0.105;

    private static final double MOST_POINT = 3.085 + 3.615 - 0.154;

    /** From here on the series of the harmonic sums reach full precision. */
    private static final int SERIES_FROM = 200;

    /** The parabola through the table's log p-values by least squares, constant term first. */
    private static final double[] LOG_P = {-1.077770279820484, -1.0082265644652515, 0.01819809457411147};

    /** Whether it is defined: at least four values, not all equal, and some on either side. */
    public static boolean defined(PooledValues values) {
        return values.size() > 1 && values.baselineTotal() + values.windowTotal() > 3;
    }

    /**
     * The test.
     *
     * @throws IllegalArgumentException where it is not {@link #defined}
     */
    public static AndersonDarling of(PooledValues values) {
        if (!defined(values)) {
            throw new IllegalArgumentException("fewer than four values, or all are equal");
        }
        double m = values.baselineTotal();
        double n = values.windowTotal();
        double all = m + n;
        double[] apart = values.midDistances();
        double sum = 0;
        double below = 0;
        for (int i = 0; i < apart.length; i++) {
            double tied = (double) values.baseline(i) + values.window(i);
            double mid = below + tied / 2;
            sum += tied * apart[i] * apart[i] / (mid * (all - mid) - all * tied / 4);
            below += tied;
        }
        // Both samples' sums are this one, but for the factors 1/m and 1/n of (nm(f − g))².
        double squared = (all - 1) / all * sum * m * n;
        return new AndersonDarling((squared - 1) / deviation(m, n));
    }

    /** P-value, between {@link #LEAST_P} and {@link #MOST_P} whatever the statistic. */
    public double pValue() {
        if (statistic < LEAST_POINT) {
            return MOST_P;
        }
        return statistic > MOST_POINT ? LEAST_P : Math.exp(LOG_P[0] + statistic * (LOG_P[1] + statistic * LOG_P[2]));
    }

    /** σ of A², from equation 4 with k = 2; h and g in closed form. */
    private static double deviation(double m, double n) {
        double all = m + n;
        double inverse = 1 / m + 1 / n;
        double harmonic = harmonic(all, 1);
        double h = harmonic - 1 / all;
        double g = harmonic(all, 2) - 2 * harmonic / all + 1 / (all * all);
        double a = 4 * g - 6 + (10 - 6 * g) * inverse;
        double b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
        double c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
        double d = (2 * h + 6) * 4 - 8 * h;
        return Math.sqrt((((a * all + b) * all + c) * all + d) / ((all - 1) * (all - 2) * (all - 3)));
    }

    /** Σ 1/k^power up to n, power 1 or 2 (Abramowitz and Stegun 6.3.18 and 6.4.12). */
    private static double harmonic(double n, int power) {
        double inverse = 1 / n;
        double square = inverse * inverse;
        if (n >= SERIES_FROM) {
            return power == 1
                    ? Math.log(n) + Gamma.GAMMA + inverse / 2 - square * (1.0 / 12 - square / 120)
                    : Math.PI * Math.PI / 6 - inverse * (1 - inverse / 2 + square * (1.0 / 6 - square / 30));
        }
        double sum = 0;
        for (int k = (int) n; k >= 1; k--) {
            sum += 1 / Math.pow(k, power);
        }
        return sum;
    }
}
