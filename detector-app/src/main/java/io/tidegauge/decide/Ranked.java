package io.tidegauge.decide;

import java.util.Comparator;
import java.util.stream.IntStream;

/** P-values in ascending order, as the procedures that look at their ranks need them. */
final class Ranked {

    private final double[] values;
    private final int[] order;

    Ranked(double[] pValues) {
        this.values = pValues;
        this.order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int size() {
        return order.length;
    }

    /** The p-value of a rank, from 0. */
    double at(int rank) {
        return values[order[rank]];
    }

    /** Figures by rank, at most 1, in the order of the hypotheses. */
    double[] unranked(double[] byRank) {
        double[] figures = new double[byRank.length];
        for (int rank = 0; rank < byRank.length; rank++) {
            figures[order[rank]] = Math.min(1, byRank[rank]);
        }
        return figures;
    }

    /** The hypotheses of the first so many ranks. */
    boolean[] first(int ranks) {
        boolean[] chosen = new boolean[order.length];
        for (int rank = 0; rank < ranks; rank++) {
            chosen[order[rank]] = true;
        }
        return chosen;
    }
}
