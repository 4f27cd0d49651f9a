package io.tidegauge.compare;

/**
 * Two-sample Cramér-von Mises test with midranks for ties: T = U / (nmN) − (4nm − 1) / (6N), U = m Σ (r − i)² + n Σ (s −
 * j)² over the ranks of both samples (Anderson, Annals of Mathematical Statistics 33, 1962).
 *
 * @param t the statistic; not negative but for ties
 * @param baselineRows values of the baseline, at least 1
 * @param windowRows values of the window, at least 1
 */
public record CramerVonMises(double t, long baselineRows, long windowRows) {

    /** Below this the limit law's distribution function is under 1e-17. */
    private static final double SMALLEST = 0.003;

    /**
     * The test. U nearly cancels against (4nm − 1) / 6, so T is summed in a form without that difference: with f, g the
     * mid-distribution functions and b, w the rows at each value, T = nm/2N · [Σ (b/m + w/n)(f − g)² − ¼ Σ (b/m)(w/n)(b/m +
     * w/n)] + 1/24N · [Σ b³ (n/m² + 2/n) + Σ w³ (m/n² + 2/m)] − (m − n)² / 12Nnm.
     */
    public static CramerVonMises of(PooledValues values) {
        double m = values.baselineTotal();
        double n = values.windowTotal();
        double all = m + n;
        double[] apart = values.midDistances();
        double spread = 0;
        double tied = 0;
        for (int i = 0; i < apart.length; i++) {
            double b = values.baseline(i);
            double w = values.window(i);
            spread += (b / m + w / n) * (apart[i] * apart[i] - b / m * w / n / 4);
            tied += b * b * b * (n / (m * m) + 2 / n) + w * w * w * (m / (n * n) + 2 / m);
        }
        double t = n * m / (2 * all) * spread + tied / (24 * all) - (m - n) * (m - n) / (12 * all * n * m);
        return new CramerVonMises(t, values.baselineTotal(), values.windowTotal());
    }

    /** P-value by the limit law, T first brought to that law's mean and variance (Anderson, 1962, section 4). */
    public double pValue() {
        double m = baselineRows;
        double n = windowRows;
        double all = m + n;
        double mean = (1 + 1 / all) / 6;
        double variance = (all + 1) * (4 * m * n * all - 3 * (m * m + n * n) - 2 * m * n) / (180 * all * all * m * n);
        return limit(1.0 / 6 + (t - mean) / Math.sqrt(45 * variance));
    }

    /**
     * Tail of the limit law, (1/π) Σ ± ∫ y⁻¹ √(−√y / sin √y) e^(−xy/2) dy over the y whose root lies in [(2k − 1)π, 2kπ],
     * by Gauss and Chebyshev's rule in √y (Smirnov, 1936; Anderson and Darling, Annals of Mathematical Statistics 23,
     * 1952).
     */
    static double limit(double x) {
        if (x < SMALLEST) {
            return 1;
        }
        double sum = 0;
        double low = Math.PI;
        for (int sign = 1; x * low * low < 90; sign = -sign) {
            sum += sign * lobe(x, low + Math.PI / 2);
            low += 2 * Math.PI;
        }
        return Math.max(0, Math.min(1, sum == 0 ? lobe(x, 1.5 * Math.PI) : sum));
    }

    private static double lobe(double x, double middle) {
        int points = 24;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double angle = (2 * i + 1) * Math.PI / (2 * points);
            double root = middle + Math.PI / 2 * Math.cos(angle);
            sum += Math.sin(angle) / Math.sqrt(-root * Math.sin(root)) * Math.exp(-x * root * root / 2);
        }
        return sum * Math.PI / points;
    }
}
