package io.tidegauge.backtest;

import java.util.Arrays;

/**
 * Bins of equal width as NumPy makes and fills them: closed on the left, the last on both sides.
 *
 * @param edges ascending, one more than there are bins; never changed
 */
record NumericBins(double[] edges) {

    /**
     * As many bins as Doane's rule asks for (Doane, The American Statistician 30, 1976), over the values' range; one bin of
     * width 1 around values that are all equal.
     *
     * @param values finite, at least one
     */
    static NumericBins doane(double[] values) {
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        if (min == max) {
            return linear(min - 0.5, max + 0.5, 1);
        }
        double width = doaneWidth(values, max - min);
        return linear(min, max, width > 0 ? (int) Math.ceil((max - min) / width) : 1);
    }

    private static double doaneWidth(double[] values, double range) {
        double n = values.length;
        double deviation = populationDeviation(values);
        if (values.length <= 2 || !(deviation > 0)) {
            return 0;
        }
        double mean = mean(values);
        double skewness = 0;
        for (double x : values) {
            double z = (x - mean) / deviation;
            skewness += z * z * z;
        }
        double unit = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        return range / (1 + log2(n) + log2(1 + Math.abs(skewness / n) / unit));
    }

    /** Bins of equal width between two values. */
    static NumericBins linear(double min, double max, int bins) {
        double[] edges = new double[bins + 1];
        double step = (max - min) / bins;
        for (int i = 0; i < bins; i++) {
            edges[i] = i * step + min;
        }
        edges[bins] = max;
        return new NumericBins(edges);
    }

    /** How many of the values are in each bin; what is outside of all is in none. */
    long[] counts(double[] values) {
        long[] counts = new long[edges.length - 1];
        for (double x : values) {
            if (x >= edges[0] && x <= edges[edges.length - 1]) {
                counts[bin(x)]++;
            }
        }
        return counts;
    }

    private int bin(double x) {
        int found = Arrays.binarySearch(edges, x);
        int bin = found >= 0 ? found : -found - 2;
        return Math.min(bin, edges.length - 2);
    }

    static double populationDeviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double x : values) {
            squares += (x - mean) * (x - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
