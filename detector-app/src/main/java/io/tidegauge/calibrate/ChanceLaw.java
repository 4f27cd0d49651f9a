package io.tidegauge.calibrate;

import org.apache.commons.math3.special.Gamma;

/**
 * The law of a squared distance when nothing happened, fitted to the distances of the baseline's blocks from the rest of
 * it. Its mean is μ₀(c + ρn): c from rows that are repeated or related, ρ from windows that wander (Rao and Scott, Annals
 * of Statistics, 1984, to the first order). Its shape is w₁χ²_{s-1} + w₂χ²_1 with the blocks' mean and variance, both
 * raised to an upper bound for their number, as section 4.2 of the statistics' documentation says.
 */
public final class ChanceLaw {

    /** One-sided 90 % of the normal law. */
    private static final double UPPER = 1.28;

    /** Block sizes that vary by less than this share do not tell c from ρ. */
    private static final double VARYING = 0.3;

    private final double unit;
    private final double degrees;
    private final double repetition;
    private final double wander;
    private final double largestBlock;
    private final double effectiveBlocks;
    private final double inflation;
    private final double variance;
    private final double w1;
    private final double w2;

    private ChanceLaw(double[] ratios, double[] rows, double unit, double degrees) {
        this.unit = unit;
        this.degrees = degrees;
        this.largestBlock = max(rows);
        double[] line = line(ratios, rows);
        this.repetition = line[0];
        this.wander = line[1];
        double[] scaled = new double[ratios.length];
        for (int i = 0; i < ratios.length; i++) {
            scaled[i] = ratios[i] / (repetition + wander * rows[i]) * degrees;
        }
        double observed = variance(scaled);
        this.effectiveBlocks = effective(scaled, observed);
        double independent = 2 * degrees;
        this.inflation = 1 + UPPER * Math.sqrt(Math.max(observed, independent) / effectiveBlocks) / degrees;
        boolean wider = observed > independent * (1 + UPPER * Math.sqrt((2 + 12 / degrees) / effectiveBlocks));
        this.variance = wider ? observed * (1 + UPPER * Math.sqrt(8 / effectiveBlocks)) : independent;
        double excess = Math.max(degrees * variance / 2 - degrees * degrees, 0);
        double rest = degrees - 1;
        this.w1 = rest == 0 ? 0 : Math.max((degrees * rest - Math.sqrt(rest * excess)) / (degrees * rest), 0);
        this.w2 = w1 + Math.max(degrees - w1 * degrees, 0);
    }

    /**
     * Fits the law to the baseline's blocks.
     *
     * @param statistics of each block: a squared distance times rows, in time order
     * @param rows of each block: the effective rows of its comparison with the rest
     * @param unit μ₀, what the statistic's mean is for independent rows
     * @param degrees s, the degrees of freedom it has for independent rows, above 1
     * @throws IllegalArgumentException for fewer than two blocks
     */
    public static ChanceLaw fit(double[] statistics, double[] rows, double unit, double degrees) {
        if (statistics.length < 2 || statistics.length != rows.length) {
            throw new IllegalArgumentException(statistics.length + " statistics of " + rows.length + " blocks");
        }
        double[] ratios = new double[statistics.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = statistics[i] / unit;
        }
        return new ChanceLaw(ratios, rows, unit, degrees);
    }

    /** The law where c and ρ are only assumed: of the given mean, with the shape that independent rows have. */
    private ChanceLaw(double unit, double degrees, double repetition, double wander) {
        this.unit = unit;
        this.degrees = degrees;
        this.repetition = repetition;
        this.wander = wander;
        this.largestBlock = Double.POSITIVE_INFINITY;
        this.effectiveBlocks = Double.POSITIVE_INFINITY;
        this.inflation = 1;
        this.variance = 2 * degrees;
        this.w1 = 1;
        this.w2 = 1;
    }

    /**
     * The law without blocks to fit it to, with the shape that independent rows have.
     *
     * @param unit μ₀, what the statistic's mean is for independent rows
     * @param degrees s, the degrees of freedom it has for independent rows, at least 1
     * @param repetition c, at least 1
     * @param wander ρ, not negative
     */
    static ChanceLaw assumed(double unit, double degrees, double repetition, double wander) {
        return new ChanceLaw(unit, degrees, repetition, wander);
    }

    /** c and ρ of mean ratios c + ρn by least squares, c at least 1 and ρ not negative. */
    private static double[] line(double[] ratios, double[] rows) {
        double meanRows = mean(rows);
        double meanRatio = mean(ratios);
        if (Math.sqrt(spread(rows, meanRows) / rows.length) / meanRows <= VARYING) {
            return new double[] {Math.max(1, meanRatio), 0};
        }
        double products = 0;
        for (int i = 0; i < rows.length; i++) {
            products += (rows[i] - meanRows) * (ratios[i] - meanRatio);
        }
        double slope = Math.max(0, products / Math.max(spread(rows, meanRows), 1e-300));
        double intercept = meanRatio - slope * meanRows;
        return intercept < 1 ? new double[] {1, throughOne(ratios, rows)} : new double[] {intercept, slope};
    }

    private static double throughOne(double[] ratios, double[] rows) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < rows.length; i++) {
            products += (ratios[i] - 1) * rows[i];
            squares += rows[i] * rows[i];
        }
        return Math.max(0, products / squares);
    }

    /** Blocks that are worth as much if they were independent, by their lag-1 autocorrelation; at least 4. */
    private static double effective(double[] scaled, double variance) {
        double mean = mean(scaled);
        double products = 0;
        for (int i = 1; i < scaled.length; i++) {
            products += (scaled[i] - mean) * (scaled[i - 1] - mean);
        }
        double correlation = products / (scaled.length - 1) / Math.max(variance, 1e-12);
        double bounded = Math.min(Math.max(correlation, 0), 0.95);
        return Math.max(4, scaled.length * (1 - bounded) / (1 + bounded));
    }

    /** Rows as far as blocks were seen of: nothing is extrapolated beyond the largest block. */
    public double withinBlocks(double rows) {
        return Math.min(rows, largestBlock);
    }

    /** The statistic's mean when nothing happened, for a comparison of so many effective rows. */
    public double mean(double rows) {
        return unit * (repetition + wander * rows);
    }

    /** P(statistic or more) when nothing happened, in [0, 1]. */
    public double pValue(double statistic, double rows) {
        double z = statistic / (mean(rows) * inflation) * degrees;
        double h = shape();
        double gamma = z <= 0 ? 1 : Gamma.regularizedGammaQ(h / 2, h * z / degrees / 2);
        return z > degrees + 0.7 * Math.sqrt(variance)
                ? Math.max(gamma, MixtureTail.above(z, w1, degrees - 1, w2))
                : gamma;
    }

    /** The statistic that is exceeded with the given chance when nothing happened; the chance in (1e-300, 1). */
    double exceededBy(double chance, double rows) {
        double low = 0;
        double high = mean(rows);
        while (pValue(high, rows) > chance) {
            low = high;
            high *= 2;
        }
        while (high - low > 1e-9 * high) {
            double middle = (low + high) / 2;
            if (pValue(middle, rows) > chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** c, at least 1: how many related rows count as one. */
    public double repetition() {
        return repetition;
    }

    /** ρ, not negative: a window is worth at most 1/ρ independent rows. */
    public double wander() {
        return wander;
    }

    /** How many independent blocks the baseline's blocks are worth, at least 4. */
    public double effectiveBlocks() {
        return effectiveBlocks;
    }

    /** What the mean is raised by for the number of blocks, above 1. */
    public double inflation() {
        return inflation;
    }

    /** The variance used, on the scale of s degrees of freedom. */
    public double variance() {
        return variance;
    }

    /** Weight of the s - 1 smaller directions. */
    public double w1() {
        return w1;
    }

    /** Weight of the largest direction, at least {@link #w1}. */
    public double w2() {
        return w2;
    }

    /** h, the degrees of freedom of a gamma law with the same mean and variance. */
    public double shape() {
        return 2 * degrees * degrees / variance;
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum / x.length;
    }

    private static double spread(double[] x, double mean) {
        double sum = 0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    private static double variance(double[] x) {
        return spread(x, mean(x)) / (x.length - 1);
    }

    private static double max(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            max = Math.max(max, value);
        }
        return max;
    }
}
