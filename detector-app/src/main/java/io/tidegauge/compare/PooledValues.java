package io.tidegauge.compare;

import io.tidegauge.profile.NumericSketch;
import io.tidegauge.profile.WeightedValues;
import java.util.Arrays;

/**
 * The distinct values of a baseline and a window together, ascending, with how often each side has them; neither side is
 * empty. What every statistic on order and distance works on: a tie is one entry, so it can never be walked through on
 * one side before the other.
 */
public final class PooledValues {

    /** Up to this many rows a side, four times the product of two counts fits a long. */
    private static final long EXACT_PRODUCTS = 1L << 30;

    private final double[] values;
    private final long[] baseline;
    private final long[] window;
    private final long baselineTotal;
    private final long windowTotal;
    private final double[] distances;

    PooledValues(double[] values, long[] baseline, long[] window) {
        this.values = values;
        this.baseline = baseline;
        this.window = window;
        this.baselineTotal = Arrays.stream(baseline).sum();
        this.windowTotal = Arrays.stream(window).sum();
        if (baselineTotal == 0 || windowTotal == 0) {
            throw new IllegalArgumentException(
                    "a side is empty: baseline " + baselineTotal + ", window " + windowTotal + " values");
        }
        double[] apart = new double[values.length - 1];
        long below = 0;
        long belowWindow = 0;
        for (int i = 0; i < apart.length; i++) {
            below += baseline[i];
            belowWindow += window[i];
            apart[i] = Math.abs(difference(below, baselineTotal, belowWindow, windowTotal));
        }
        this.distances = apart;
    }

    /**
     * Pools exact values.
     *
     * @throws IllegalArgumentException where a side is empty
     */
    public static PooledValues of(WeightedValues baseline, WeightedValues window) {
        double[] b = baseline.values();
        double[] w = window.values();
        double[] values = new double[b.length + w.length];
        long[] baselineCounts = new long[values.length];
        long[] windowCounts = new long[values.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < b.length || j < w.length) {
            double value = j == w.length || (i < b.length && b[i] <= w[j]) ? b[i] : w[j];
            values[size] = value;
            if (i < b.length && b[i] == value) {
                baselineCounts[size] = baseline.counts()[i++];
            }
            if (j < w.length && w[j] == value) {
                windowCounts[size] = window.counts()[j++];
            }
            size++;
        }
        return new PooledValues(
                Arrays.copyOf(values, size), Arrays.copyOf(baselineCounts, size), Arrays.copyOf(windowCounts, size));
    }

    /**
     * Pools two histograms. Where they do not tell values apart, all rows of both sides that may be among them are one
     * tie, at one representative value: nothing is ordered that is not known to be, so D, U and the like are those of the
     * data seen on the coarser grid.
     *
     * @param min the smallest value of both sides
     * @param max the largest value of both sides
     * @throws IllegalArgumentException where a side is empty
     */
    public static PooledValues of(NumericSketch baseline, NumericSketch window, double min, double max) {
        return new SketchPool(baseline, window).pool(min, max);
    }

    /** Distinct values of both sides, at least 1. */
    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    public long baseline(int index) {
        return baseline[index];
    }

    public long window(int index) {
        return window[index];
    }

    /** Values of the baseline, at least 1. */
    public long baselineTotal() {
        return baselineTotal;
    }

    /** Values of the window, at least 1. */
    public long windowTotal() {
        return windowTotal;
    }

    /**
     * |F − G| after each value but the last, F and G the two distribution functions. The difference of the cross products
     * is exact, so it is 0 where F = G. Nobody may change the array.
     */
    double[] distances() {
        return distances;
    }

    /**
     * f − g at each value, f and g the two distribution functions with half of the value's own rows. The cross products are
     * exact, so it is 0 where f = g.
     */
    double[] midDistances() {
        double[] apart = new double[values.length];
        long below = 0;
        long belowWindow = 0;
        for (int i = 0; i < apart.length; i++) {
            apart[i] = difference(2 * below + baseline[i], baselineTotal, 2 * belowWindow + window[i], windowTotal) / 2;
            below += baseline[i];
            belowWindow += window[i];
        }
        return apart;
    }

    /** below/m − belowWindow/n. */
    private static double difference(long below, long m, long belowWindow, long n) {
        if (m <= EXACT_PRODUCTS && n <= EXACT_PRODUCTS) {
            return (below * n - belowWindow * m) / ((double) m * n);
        }
        return below / (double) m - belowWindow / (double) n;
    }

    /** Power of two that brings the largest magnitude near 1, so that differences and products neither over- nor underflow. */
    int exponent() {
        double largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
        return largest == 0 ? 0 : Math.getExponent(largest);
    }

    /** ∫ |F − G| dx from {@code low} to {@code high}, with the values scaled by 2^−exponent. */
    double integralBetween(double low, double high) {
        int scale = -exponent();
        double sum = 0;
        for (int i = 0; i < distances.length; i++) {
            double from = Math.max(low, values[i]);
            double to = Math.min(high, values[i + 1]);
            if (from < to) {
                sum += distances[i] * (Math.scalb(to, scale) - Math.scalb(from, scale));
            }
        }
        return sum;
    }

    /** ∫ g(|F − G|) dx, with the values scaled by 2^−exponent; {@code squared} takes g(y) = y², else y. */
    double integral(boolean squared) {
        int scale = -exponent();
        double sum = 0;
        for (int i = 0; i < distances.length; i++) {
            double width = Math.scalb(values[i + 1], scale) - Math.scalb(values[i], scale);
            sum += (squared ? distances[i] * distances[i] : distances[i]) * width;
        }
        return sum;
    }
}
