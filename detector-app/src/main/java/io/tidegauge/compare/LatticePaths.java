package io.tidegauge.compare;

/**
 * Orderings of two samples as paths from (0, 0) to (m, n): which share of them, all equally likely, reaches |i/m − j/n| of
 * at least D. Paths are absorbed where they first reach it, so the share is a sum of positive terms and keeps its relative
 * accuracy however small it is.
 */
final class LatticePaths {

    private final int m;
    private final int n;
    private final long baselineStep;
    private final long windowStep;
    private final long bound;

    LatticePaths(KolmogorovSmirnov test) {
        this.m = Math.toIntExact(test.baselineRows());
        this.n = Math.toIntExact(test.windowRows());
        long divisor = greatestCommonDivisor(m, n);
        this.baselineStep = n / divisor;
        this.windowStep = m / divisor;
        // D is a multiple of 1 / lcm(m, n); in integers the comparison is exact.
        this.bound = Math.round(test.d() * m * baselineStep);
    }

    /** The share that reaches it anywhere. Beyond where it is first reached there is nothing to sum. */
    double shareReaching() {
        if (bound == 0) {
            return 1;
        }
        double reached = 0;
        double[] inside = new double[n + 1];
        double[] inverse = inverses(m + n);
        int from = 0;
        for (int i = 0; i <= m; i++) {
            long along = i * baselineStep;
            int to = (int) Math.min(n, (along + bound) / windowStep + 1);
            int next = from;
            for (int j = from; j <= to; j++) {
                double here = arrive(inside, inverse, i, j);
                long ahead = along - j * windowStep;
                if (Math.abs(ahead) >= bound) {
                    reached += here;
                    here = 0;
                    next = ahead > 0 ? j + 1 : next;
                }
                inside[j] = here;
            }
            from = next;
        }
        return Math.min(1, reached);
    }

    /**
     * The share that reaches it at some of the points.
     *
     * @param looked whether a path is looked at after so many values
     */
    double shareReaching(boolean[] looked) {
        if (bound == 0) {
            return 1;
        }
        double reached = 0;
        double[] inside = new double[n + 1];
        double[] inverse = inverses(m + n);
        for (int i = 0; i <= m; i++) {
            for (int j = 0; j <= n; j++) {
                double here = arrive(inside, inverse, i, j);
                if (looked[i + j] && Math.abs(i * baselineStep - j * windowStep) >= bound) {
                    reached += here;
                    here = 0;
                }
                inside[j] = here;
            }
        }
        return Math.min(1, reached);
    }

    /** Probability of a path being at (i, j) unabsorbed; {@code inside} holds row i − 1 from j on, row i before. */
    private double arrive(double[] inside, double[] inverse, int i, int j) {
        if (i == 0 && j == 0) {
            return 1;
        }
        double fromBaseline = i == 0 ? 0 : inside[j] * (m - i + 1) * inverse[m - i + 1 + n - j];
        double fromWindow = j == 0 ? 0 : inside[j - 1] * (n - j + 1) * inverse[m - i + n - j + 1];
        return fromBaseline + fromWindow;
    }

    private static double[] inverses(int upTo) {
        double[] inverses = new double[upTo + 1];
        for (int i = 1; i <= upTo; i++) {
            inverses[i] = 1.0 / i;
        }
        return inverses;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
