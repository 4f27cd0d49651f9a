package io.tidegauge.compare;

/**
 * Tail of the two-sided one-sample Kolmogorov statistic of n values, for any n: the exact law where it is affordable, else
 * within about 1e-7 of it (the choice of formulas of Simard and L'Ecuyer, Journal of Statistical Software 39, 2011).
 */
final class FiniteKolmogorov {

    private static final long SMALL = 140;

    /** The largest n for which the matrix is used beyond {@link #SMALL}, where the expansion is not yet good. */
    private static final long MATRIX_LIMIT = 400;

    /** Terms of Smirnov's sum that are evaluated; of a longer sum, equally spaced ones. */
    private static final int TERMS = 128;

    private FiniteKolmogorov() {}

    /**
     * P(D ≥ d).
     *
     * @param d in [0, 1]
     * @param n at least 1
     */
    static double tail(double d, long n) {
        double rows = n * d;
        if (d >= 1) {
            return 0;
        }
        if (rows <= 0.5) {
            return 1;
        }
        if (rows <= 1) {
            return 1 - belowOneRow(rows, n);
        }
        double square = rows * d;
        if (d >= 0.5 || square > (n <= SMALL ? 4 : 2.2)) {
            return Math.min(1, 2 * oneSided(d, n));
        }
        boolean matrix = n <= SMALL || (n <= MATRIX_LIMIT && n * Math.pow(d, 1.5) <= 1.4);
        return Math.max(0, Math.min(1, 1 - (matrix ? matrix(d, n) : expansion(Math.sqrt(square), n))));
    }

    /** P(D &lt; d) for n·d in (½, 1]: n! ((2nd − 1) / n)^n (Ruben and Gambino, 1982). */
    private static double belowOneRow(double rows, long n) {
        return Math.sqrt(2 * Math.PI * n) * Math.exp(LogFactorial.stirlingError(n) + n * (Math.log(2 * rows - 1) - 1));
    }

    /**
     * The one-sided tail d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j) (Smirnov, 1944). As a function of j the terms are
     * smooth and die away faster than any power at both ends, so a sum over every s-th of them, times s, is as good.
     */
    private static double oneSided(double d, long n) {
        long last = (long) Math.floor(n * (1 - d));
        long step = Math.max(1, last / TERMS);
        double error = LogFactorial.stirlingError(n);
        double sum = 0;
        for (long j = step / 2; j <= last; j += step) {
            sum += j == 0 ? Math.exp(n * Math.log1p(-d)) : smirnovTerm(d, n, j, error);
        }
        return sum * step;
    }

    private static double smirnovTerm(double d, long n, long j, double error) {
        double share = (double) j / n;
        if (share + d >= 1) {
            return 0;
        }
        double rest = 1 - share;
        double exponent = share * Math.log1p(d / share) + rest * Math.log1p(-d / rest);
        return d
                / (share + d)
                * Math.exp(n * exponent + error - LogFactorial.stirlingError(j) - LogFactorial.stirlingError(n - j))
                / Math.sqrt(2 * Math.PI * j * rest);
    }

    /**
     * P(D &lt; d) as n!/n^n times an entry of the n-th power of a matrix (Durbin, 1973; Marsaglia, Tsang and Wang, 2003).
     * Only that entry's row is carried along, scaled by i/n at each step.
     */
    private static double matrix(double d, long n) {
        int k = (int) Math.ceil(n * d);
        double[][] h = durbin(k, k - n * d);
        double[] row = new double[2 * k - 1];
        row[k - 1] = 1;
        for (int i = 1; i <= n; i++) {
            row = times(row, h, (double) i / n);
        }
        return row[k - 1];
    }

    private static double[][] durbin(int k, double gap) {
        int size = 2 * k - 1;
        double[][] h = new double[size][size];
        double[] powers = new double[size + 1];
        powers[0] = 1;
        double[] inverseFactorials = new double[size + 1];
        inverseFactorials[0] = 1;
        for (int i = 1; i <= size; i++) {
            powers[i] = powers[i - 1] * gap;
            inverseFactorials[i] = inverseFactorials[i - 1] / i;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= Math.min(size - 1, i + 1); j++) {
                double corner = j == 0 && i == size - 1 && 2 * gap > 1 ? Math.pow(2 * gap - 1, size) : 0;
                double edge = (j == 0 ? powers[i + 1] : 0) + (i == size - 1 ? powers[size - j] : 0);
                h[i][j] = (1 - edge + corner) * inverseFactorials[i - j + 1];
            }
        }
        return h;
    }

    private static double[] times(double[] row, double[][] h, double scale) {
        double[] product = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j <= Math.min(row.length - 1, i + 1); j++) {
                product[j] += row[i] * h[i][j];
            }
        }
        for (int j = 0; j < product.length; j++) {
            product[j] *= scale;
        }
        return product;
    }

    /** P(D &lt; z/√n) to the order n^(−3/2) (Pelz and Good, J. R. Statist. Soc. B 38, 1976). */
    private static double expansion(double z, long n) {
        double[] orders = new double[4];
        double z2 = z * z;
        for (int k = 0; k < 10; k++) {
            addHalf(orders, Math.PI * Math.PI * (k + 0.5) * (k + 0.5), z2);
            addWhole(orders, Math.PI * Math.PI * k * k, z2);
        }
        double root = Math.sqrt(n);
        double z4 = z2 * z2;
        return Math.sqrt(2 * Math.PI)
                * (orders[0] / z
                        + orders[1] / (6 * z4 * root)
                        + orders[2] / (72 * z4 * z2 * z * n)
                        + orders[3] / (6480 * z4 * z4 * z2 * root * n));
    }

    /** Terms in h = π²(k + ½)². */
    private static void addHalf(double[] orders, double h, double z2) {
        double weight = Math.exp(-h / (2 * z2));
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        orders[0] += weight;
        orders[1] += weight * (h - z2);
        orders[2] += weight * (6 * z6 + 2 * z4 + h * (2 * z4 - 5 * z2) + h * h * (1 - 2 * z2));
        orders[3] += weight
                * (h * h * h * (5 - 30 * z2)
                        + h * h * (-60 * z2 + 212 * z4)
                        + h * (135 * z4 - 96 * z6)
                        - 30 * z6
                        - 90 * z4 * z4);
    }

    /** Terms in g = π²k². */
    private static void addWhole(double[] orders, double g, double z2) {
        double weight = Math.exp(-g / (2 * z2));
        orders[2] -= 2 * z2 * z2 * g * weight;
        orders[3] += 30 * z2 * z2 * (-g * g + 3 * g * z2) * weight;
    }
}
