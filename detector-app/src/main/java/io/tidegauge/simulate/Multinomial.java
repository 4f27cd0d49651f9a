package io.tidegauge.simulate;

import java.util.SplittableRandom;

/** Exact draws of rows into cells: each cell's count given those before it is binomial. */
final class Multinomial {

    private Multinomial() {}

    /**
     * Draws.
     *
     * @param rows to be placed, not negative
     * @param weights of the cells, not negative; they need not add up to 1
     * @param each rows that go together: each draw counts so many times
     * @return rows by cell; they add up to {@code rows · each}
     */
    static long[] draw(SplittableRandom random, int rows, double[] weights, int each) {
        double ahead = 0;
        for (double weight : weights) {
            ahead += weight;
        }
        long[] counts = new long[weights.length];
        int left = rows;
        int last = lastWeighed(weights);
        for (int i = 0; i < last && left > 0; i++) {
            int here = Binomial.draw(random, left, weights[i] / ahead);
            counts[i] = (long) here * each;
            left -= here;
            ahead -= weights[i];
        }
        counts[last] += (long) left * each;
        return counts;
    }

    private static int lastWeighed(double[] weights) {
        int last = weights.length - 1;
        while (last > 0 && weights[last] == 0) {
            last--;
        }
        return last;
    }
}
