package io.tidegauge.backtest;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A standard histogram of TensorFlow Data Validation: ten bins of equal width between the smallest and the largest value,
 * closed on the right, the first on both sides. Values that are all equal are one bin without width, a point.
 *
 * @param edges ascending, one more than bins; two equal ones for a point
 * @param shares each bin's share of the values; they add up to 1
 */
record TfdvHistogram(double[] edges, double[] shares) {

    private static final int BINS = 10;

    /** The histogram of at least one finite value. */
    static TfdvHistogram of(double[] values) {
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        if (min == max) {
            return new TfdvHistogram(new double[] {min, max}, new double[] {1});
        }
        double[] edges = NumericBins.linear(min, max, BINS).edges();
        double[] shares = new double[BINS];
        for (double x : values) {
            int found = Arrays.binarySearch(edges, x);
            int bin = found >= 0 ? found - 1 : -found - 2;
            shares[Math.max(bin, 0)] += 1.0 / values.length;
        }
        return new TfdvHistogram(edges, shares);
    }

    /**
     * The Jensen-Shannon divergence in bits, in [0, 1]: both histograms on the edges of both, a bin's values taken as spread
     * evenly over it. A point shares a cell with an equal point only.
     */
    double divergence(TfdvHistogram other) {
        if (isPoint() || other.isPoint()) {
            return isPoint() && other.isPoint() && edges[0] == other.edges[0] ? 0 : 1;
        }
        double[] all = DoubleStream.concat(Arrays.stream(edges), Arrays.stream(other.edges))
                .sorted()
                .distinct()
                .toArray();
        double sum = 0;
        for (int i = 0; i < all.length - 1; i++) {
            double p = shareBetween(all[i], all[i + 1]);
            double q = other.shareBetween(all[i], all[i + 1]);
            sum += term(p, (p + q) / 2) + term(q, (p + q) / 2);
        }
        return Math.min(1, Math.max(0, sum / 2));
    }

    private boolean isPoint() {
        return edges[0] == edges[edges.length - 1];
    }

    /** The share between two values of which no edge lies strictly between. */
    private double shareBetween(double low, double high) {
        if (high <= edges[0] || low >= edges[edges.length - 1]) {
            return 0;
        }
        int found = Arrays.binarySearch(edges, low);
        int bin = found >= 0 ? found : -found - 2;
        return shares[bin] * (high - low) / (edges[bin + 1] - edges[bin]);
    }

    private static double term(double p, double mean) {
        return p > 0 ? p * Math.log(p / mean) / Math.log(2) : 0;
    }
}
