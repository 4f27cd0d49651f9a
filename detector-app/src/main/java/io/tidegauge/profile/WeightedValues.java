package io.tidegauge.profile;

import java.util.Arrays;

/**
 * A sample as distinct values in ascending order with their counts; what every numeric statistic is computed from. The
 * arrays are taken and given without copying: nobody may change them.
 *
 * @param values finite, strictly ascending, without -0.0
 * @param counts how often each value occurs, all positive, in the order of the values
 */
public record WeightedValues(double[] values, long[] counts) {

    public WeightedValues {
        if (values.length != counts.length) {
            throw new IllegalArgumentException(values.length + " values with " + counts.length + " counts");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " is not finite: " + values[i]);
            }
            if (i > 0 && values[i] <= values[i - 1]) {
                throw new IllegalArgumentException(
                        "value " + i + ", " + values[i] + ", is not greater than the one before, " + values[i - 1]);
            }
            if (counts[i] <= 0) {
                throw new IllegalArgumentException("count of " + values[i] + " is not positive: " + counts[i]);
            }
        }
    }

    /**
     * Counts raw finite values, in any order.
     *
     * @throws IllegalArgumentException for NaN and infinities
     */
    public static WeightedValues of(double... raw) {
        double[] sorted = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            sorted[i] = raw[i] + 0.0;
        }
        Arrays.sort(sorted);
        double[] values = new double[sorted.length];
        long[] counts = new long[sorted.length];
        int size = 0;
        for (double x : sorted) {
            if (size == 0 || x != values[size - 1]) {
                values[size++] = x;
            }
            counts[size - 1]++;
        }
        return new WeightedValues(Arrays.copyOf(values, size), Arrays.copyOf(counts, size));
    }

    /** Distinct values. */
    public int size() {
        return values.length;
    }

    /** Rows: the sum of the counts. */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightedValues that
                && Arrays.equals(values, that.values)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return size() + " values of " + total() + " rows";
    }
}
