package io.tidegauge.compare;

import java.util.OptionalDouble;

/**
 * Two-sample Kolmogorov-Smirnov test: D = max |F − G| over the distinct values.
 *
 * @param d the distance, in [0, 1]
 * @param baselineRows values of the baseline, at least 1
 * @param windowRows values of the window, at least 1
 */
public record KolmogorovSmirnov(double d, long baselineRows, long windowRows) {

    /** The exact p-value counts lattice paths, n·m steps; above this many it is left out. */
    public static final long EXACT_LIMIT = 25_000;

    /** Where the two series of the limit law need about as many terms. */
    private static final double SERIES_MEET = 1.18;

    public KolmogorovSmirnov {
        if (!(d >= 0 && d <= 1) || baselineRows < 1 || windowRows < 1) {
            throw new IllegalArgumentException("D " + d + " of " + baselineRows + " and " + windowRows + " values");
        }
    }

    /** D over the pooled distinct values. */
    public static KolmogorovSmirnov of(PooledValues values) {
        double max = 0;
        for (double distance : values.distances()) {
            max = Math.max(max, distance);
        }
        return new KolmogorovSmirnov(max, values.baselineTotal(), values.windowTotal());
    }

    /**
     * P-value of the one-sample law of n_h = nm/(n + m) values, rounded to the nearest integer, of two the even one: closer
     * to the truth than the limit law, and what SciPy's asymptotic mode gives. Empty where n_h rounds to 0.
     */
    public OptionalDouble finitePValue() {
        double larger = Math.max(baselineRows, windowRows);
        double smaller = Math.min(baselineRows, windowRows);
        long rows = (long) Math.rint(larger * smaller / (larger + smaller));
        return rows < 1 ? OptionalDouble.empty() : OptionalDouble.of(FiniteKolmogorov.tail(d, rows));
    }

    /** P-value of the limit law at √n_h·D; conservative where values tie. */
    public double limitPValue() {
        double effective = 1 / (1.0 / baselineRows + 1.0 / windowRows);
        return limit(Math.sqrt(effective) * d);
    }

    /**
     * Tail of Kolmogorov's limit law: 2 Σ (−1)^(k−1) e^(−2k²λ²), and for small λ its theta-function dual
     * 1 − √(2π)/λ Σ e^(−(2k−1)²π²/(8λ²)) (Kolmogorov, 1933; Marsaglia, Tsang and Wang, 2003).
     */
    public static double limit(double lambda) {
        if (lambda <= 0) {
            return 1;
        }
        return lambda < SERIES_MEET ? 1 - dualSeries(lambda) : Math.min(1, alternatingSeries(lambda));
    }

    private static double dualSeries(double lambda) {
        double unit = -Math.PI * Math.PI / (8 * lambda * lambda);
        double sum = 0;
        for (int odd = 1; odd <= 9; odd += 2) {
            sum += Math.exp(odd * odd * unit);
        }
        return Math.sqrt(2 * Math.PI) / lambda * sum;
    }

    private static double alternatingSeries(double lambda) {
        double sum = 0;
        for (int k = 1; k <= 6; k++) {
            double term = Math.exp(-2.0 * k * k * lambda * lambda);
            sum += k % 2 == 1 ? term : -term;
        }
        return 2 * sum;
    }

    /**
     * Exact p-value as if no values tied: the share of the orderings of both samples whose D is at least this one (Hodges,
     * 1958). Empty above {@link #EXACT_LIMIT} steps.
     */
    public OptionalDouble exactPValue() {
        return small() ? OptionalDouble.of(exactPValueOfAnySize()) : OptionalDouble.empty();
    }

    /** {@link #exactPValue} however many steps it takes: n·m of them, and memory for the window's rows. */
    public double exactPValueOfAnySize() {
        return new LatticePaths(this).shareReaching();
    }

    /**
     * Exact p-value given which values tie: D is looked at only where a run of equal values ends (Schröer and Trenkler,
     * 1995). Empty above {@link #EXACT_LIMIT} steps.
     */
    public OptionalDouble exactPValueGivenTies(PooledValues values) {
        if (!small()) {
            return OptionalDouble.empty();
        }
        if (values.size() == baselineRows + windowRows) {
            return exactPValue();
        }
        boolean[] runEnds = new boolean[Math.toIntExact(baselineRows + windowRows) + 1];
        int seen = 0;
        for (int i = 0; i < values.size(); i++) {
            seen += (int) (values.baseline(i) + values.window(i));
            runEnds[seen] = true;
        }
        return OptionalDouble.of(new LatticePaths(this).shareReaching(runEnds));
    }

    private boolean small() {
        return baselineRows <= EXACT_LIMIT && windowRows <= EXACT_LIMIT && baselineRows * windowRows <= EXACT_LIMIT;
    }
}
