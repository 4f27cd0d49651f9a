package io.tidegauge.performance;

import io.tidegauge.compare.Statistic;
import java.util.Arrays;

/**
 * Scores between 0 and 1 in cells of equal width, the last one closed, by what came true.
 *
 * @param positives yes by cell, the lowest first
 * @param negatives no by cell
 */
public record BinnedScores(long[] positives, long[] negatives) {

    public BinnedScores {
        if (positives.length == 0 || positives.length != negatives.length) {
            throw new IllegalArgumentException(positives.length + " cells of yes, " + negatives.length + " of no");
        }
        positives = positives.clone();
        negatives = negatives.clone();
    }

    /** The cell of a score. */
    static int cell(double score, int cells) {
        return Math.min((int) (score * cells), cells - 1);
    }

    /** The area under the ROC curve with the scores of a cell taken as equal, in [0, 1]. */
    public Statistic auc() {
        if (oneClass()) {
            return Statistic.undefined("there is only one class");
        }
        double pairs = 0;
        double below = 0;
        for (int i = 0; i < positives.length; i++) {
            pairs += positives[i] * (below + 0.5 * negatives[i]);
            below += negatives[i];
        }
        return Statistic.of(pairs / allPositives() / allNegatives());
    }

    /** How far {@link #auc} may be from that of the scores themselves: half the pairs within cells. */
    public Statistic aucErrorBound() {
        if (oneClass()) {
            return Statistic.undefined("there is only one class");
        }
        double pairs = 0;
        for (int i = 0; i < positives.length; i++) {
            pairs += (double) positives[i] * negatives[i];
        }
        return Statistic.of(pairs / 2 / allPositives() / allNegatives());
    }

    /** Kolmogorov-Smirnov distance of both classes over the cells, in [0, 1]. */
    public Statistic ks() {
        if (oneClass()) {
            return Statistic.undefined("there is only one class");
        }
        double largest = 0;
        double yes = 0;
        double no = 0;
        for (int i = 0; i < positives.length; i++) {
            yes += positives[i];
            no += negatives[i];
            largest = Math.max(largest, Math.abs(yes / allPositives() - no / allNegatives()));
        }
        return Statistic.of(largest);
    }

    private boolean oneClass() {
        return allPositives() == 0 || allNegatives() == 0;
    }

    private long allPositives() {
        return Arrays.stream(positives).sum();
    }

    private long allNegatives() {
        return Arrays.stream(negatives).sum();
    }
}
