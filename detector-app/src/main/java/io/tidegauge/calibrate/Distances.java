package io.tidegauge.calibrate;

import io.tidegauge.compare.JensenShannon;
import java.util.Optional;

/**
 * Both distances of rows by cell from others.
 *
 * @param divergence Jensen-Shannon divergence in nats
 * @param inOrder whether both sides have values in cells with an order; without, there is no distance in their order
 * @param ks Kolmogorov-Smirnov distance on these cells, in [0, 1]
 * @param rows effective rows of the comparison, 1/(1/n + 1/m)
 */
record Distances(double divergence, boolean inOrder, double ks, double rows) {

    /** The distances of two sides; empty where a side has no rows, so that there is nothing to compare. */
    static Optional<Distances> of(long[] baseline, long[] window, int ordered) {
        double before = sum(baseline, baseline.length);
        double now = sum(window, window.length);
        if (before == 0 || now == 0) {
            return Optional.empty();
        }
        return Optional.of(inOrder(
                JensenShannon.divergenceNats(baseline, window), baseline, window, ordered, 1 / (1 / before + 1 / now)));
    }

    /** The distances of a part from what the whole is without it; empty where one of both has no rows. */
    static Optional<Distances> ofPart(long[] whole, long[] part, int ordered) {
        long[] rest = new long[whole.length];
        for (int i = 0; i < whole.length; i++) {
            rest[i] = whole[i] - part[i];
        }
        return of(rest, part, ordered);
    }

    private static Distances inOrder(double divergence, long[] baseline, long[] window, int ordered, double rows) {
        double before = sum(baseline, ordered);
        double now = sum(window, ordered);
        if (before == 0 || now == 0) {
            return new Distances(divergence, false, 0, rows);
        }
        double baselineBelow = 0;
        double windowBelow = 0;
        double largest = 0;
        for (int i = 0; i < ordered - 1; i++) {
            baselineBelow += baseline[i];
            windowBelow += window[i];
            largest = Math.max(largest, Math.abs(windowBelow * before - baselineBelow * now));
        }
        return new Distances(divergence, true, largest / (before * now), rows);
    }

    private static double sum(long[] counts, int cells) {
        long sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += counts[i];
        }
        return sum;
    }
}
