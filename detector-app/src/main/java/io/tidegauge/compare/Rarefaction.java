package io.tidegauge.compare;

import java.util.Arrays;

/**
 * Distinct values at equal numbers of rows: how many distinct values a part of a side's rows, drawn without replacement,
 * is expected to have, Σ (1 − C(m − c, n) / C(m, n)) over its values' counts c (Hurlbert, Ecology 52, 1971).
 */
public final class Rarefaction {

    /** A value with this many expected rows in the part is in it, but for a chance below 1e-17. */
    private static final double CERTAIN = 40;

    private static final int REMEMBERED = 256;

    private final double rows;
    private final double part;
    private final double[] absent = new double[REMEMBERED];

    private Rarefaction(double rows, double part) {
        this.rows = rows;
        this.part = part;
        Arrays.fill(absent, Double.NaN);
    }

    /**
     * Distinct values expected among {@code part} of the rows.
     *
     * @param counts rows of each value, at least 1 each
     * @param part rows drawn, from 1 to the sum of the counts
     */
    public static double expected(long[] counts, long part) {
        long rows = Arrays.stream(counts).sum();
        if (part < 1 || part > rows) {
            throw new IllegalArgumentException(part + " of " + rows + " rows");
        }
        if (part == rows) {
            return counts.length;
        }
        Rarefaction rarefaction = new Rarefaction(rows, part);
        double sum = 0;
        for (long count : counts) {
            sum += 1 - rarefaction.absent(count);
        }
        return sum;
    }

    /**
     * Distinct values of the window over the baseline's, both at the rows of the smaller side; 1 without drift, but for
     * chance.
     */
    public static double ratio(long[] baseline, long[] window) {
        long rows =
                Math.min(Arrays.stream(baseline).sum(), Arrays.stream(window).sum());
        return expected(window, rows) / expected(baseline, rows);
    }

    /** The chance that a value of so many rows is not in the part. */
    private double absent(long count) {
        if (count > rows - part || count * part > CERTAIN * rows) {
            return 0;
        }
        if (count >= REMEMBERED) {
            return none(count);
        }
        int index = (int) count;
        if (Double.isNaN(absent[index])) {
            absent[index] = none(count);
        }
        return absent[index];
    }

    private double none(double count) {
        double share = part / rows;
        return Math.exp(LogFactorial.binomial(0, count, share)
                + LogFactorial.binomial(part, rows - count, share)
                - LogFactorial.binomial(part, rows, share));
    }
}
