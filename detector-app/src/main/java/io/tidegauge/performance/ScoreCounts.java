package io.tidegauge.performance;

import io.tidegauge.compare.Statistic;
import io.tidegauge.profile.WeightedValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores between 0 and 1 by what came true: one histogram for each class. Exact while the histograms are; ranks of equal
 * scores count half.
 *
 * @param positives scores of what was yes
 * @param negatives scores of what was no
 */
public record ScoreCounts(WeightedValues positives, WeightedValues negatives) {

    /** Probabilities are kept so far from 0 and 1 before their logarithm is taken. */
    private static final double CLIP = 1e-15;

    private static final Statistic ONE_CLASS = Statistic.undefined("there is only one class");

    /**
     * A tenth of the predictions, the highest scores first.
     *
     * @param n predictions in it
     * @param positives yes among them; a fraction where equal scores are on its border
     * @param lift share of yes over that of all
     * @param cumulativeGain share of all yes up to here
     * @param cumulativeLift share of yes up to here over that of all
     */
    public record Decile(long n, double positives, double lift, double cumulativeGain, double cumulativeLift) {}

    public ScoreCounts {
        requireShares(positives);
        requireShares(negatives);
    }

    private static void requireShares(WeightedValues scores) {
        int size = scores.size();
        if (size > 0 && (scores.values()[0] < 0 || scores.values()[size - 1] > 1)) {
            throw new IllegalArgumentException(
                    "scores are between 0 and 1, not " + scores.values()[0] + " to " + scores.values()[size - 1]);
        }
    }

    /** Predictions. */
    public long n() {
        return positives.total() + negatives.total();
    }

    /** Area under the ROC curve: the chance that a yes scores higher than a no, in [0, 1]. */
    public Statistic auc() {
        if (oneClass()) {
            return ONE_CLASS;
        }
        double pairs = 0;
        long below = 0;
        for (Step step : ascending()) {
            pairs += step.positives * (below + 0.5 * step.negatives);
            below += step.negatives;
        }
        return Statistic.of(pairs / positives.total() / negatives.total());
    }

    /** Gini coefficient, 2 AUC - 1, in [-1, 1]. */
    public Statistic gini() {
        Statistic auc = auc();
        return auc.isDefined() ? Statistic.of(2 * auc.orNaN() - 1) : auc;
    }

    /** Average precision: precision at every score, weighted by the recall it adds, in [0, 1]. */
    public Statistic averagePrecision() {
        if (oneClass()) {
            return ONE_CLASS;
        }
        List<Step> steps = ascending();
        double sum = 0;
        long found = 0;
        long taken = 0;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            found += step.positives;
            taken += step.positives + step.negatives;
            sum += (double) step.positives / positives.total() * found / taken;
        }
        return Statistic.of(sum);
    }

    /** Kolmogorov-Smirnov distance of both classes' scores, in [0, 1]. */
    public Statistic ks() {
        if (oneClass()) {
            return ONE_CLASS;
        }
        double largest = 0;
        long positivesBelow = 0;
        long negativesBelow = 0;
        for (Step step : ascending()) {
            positivesBelow += step.positives;
            negativesBelow += step.negatives;
            largest = Math.max(
                    largest,
                    Math.abs(
                            (double) positivesBelow / positives.total() - (double) negativesBelow / negatives.total()));
        }
        return Statistic.of(largest);
    }

    /** Mean negative logarithm of the probability given to what came true, in nats. */
    public Statistic logLoss() {
        double sum = 0;
        for (Step step : ascending()) {
            double p = Math.min(Math.max(step.score, CLIP), 1 - CLIP);
            sum -= step.positives * Math.log(p) + step.negatives * Math.log(1 - p);
        }
        return mean(sum);
    }

    /** Mean squared distance of the score from what came true (Brier, 1950), in [0, 1]. */
    public Statistic brier() {
        double sum = 0;
        for (Step step : ascending()) {
            sum += step.positives * (1 - step.score) * (1 - step.score) + step.negatives * step.score * step.score;
        }
        return mean(sum);
    }

    /**
     * Expected calibration error in cells of equal width, the last one closed: the mean distance between a cell's mean
     * score and its share of yes, in [0, 1].
     */
    public Statistic calibrationError(int cells) {
        double[] scores = new double[cells];
        double[] hits = new double[cells];
        for (Step step : ascending()) {
            int cell = BinnedScores.cell(step.score, cells);
            scores[cell] += step.score * (step.positives + step.negatives);
            hits[cell] += step.positives;
        }
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += Math.abs(scores[i] - hits[i]);
        }
        return mean(sum);
    }

    /** The same scores in cells of equal width. */
    public BinnedScores binned(int cells) {
        long[] yes = new long[cells];
        long[] no = new long[cells];
        for (Step step : ascending()) {
            yes[BinnedScores.cell(step.score, cells)] += step.positives;
            no[BinnedScores.cell(step.score, cells)] += step.negatives;
        }
        return new BinnedScores(yes, no);
    }

    /** Tenths by score, the highest first and the larger ones before; none without a yes or with fewer than 10 rows. */
    public List<Decile> deciles() {
        long n = n();
        if (positives.total() == 0 || n < 10) {
            return List.of();
        }
        List<Step> steps = ascending();
        List<Decile> deciles = new ArrayList<>();
        double base = (double) positives.total() / n;
        int at = steps.size() - 1;
        long used = 0;
        double found = 0;
        long taken = 0;
        for (int decile = 0; decile < 10; decile++) {
            long size = n / 10 + (decile < n % 10 ? 1 : 0);
            double hits = 0;
            for (long missing = size; missing > 0; ) {
                Step step = steps.get(at);
                long rows = step.positives + step.negatives;
                long take = Math.min(missing, rows - used);
                hits += (double) take * step.positives / rows;
                missing -= take;
                used += take;
                if (used == rows) {
                    at--;
                    used = 0;
                }
            }
            found += hits;
            taken += size;
            deciles.add(new Decile(size, hits, hits / size / base, found / positives.total(), found / taken / base));
        }
        return List.copyOf(deciles);
    }

    private Statistic mean(double sum) {
        return n() == 0 ? Statistic.undefined("there are no predictions") : Statistic.of(sum / n());
    }

    private boolean oneClass() {
        return positives.total() == 0 || negatives.total() == 0;
    }

    /** A score and how many of each class have it. */
    private record Step(double score, long positives, long negatives) {}

    private List<Step> ascending() {
        List<Step> steps = new ArrayList<>(positives.size() + negatives.size());
        int i = 0;
        int j = 0;
        while (i < positives.size() || j < negatives.size()) {
            double yes = i < positives.size() ? positives.values()[i] : Double.POSITIVE_INFINITY;
            double no = j < negatives.size() ? negatives.values()[j] : Double.POSITIVE_INFINITY;
            double score = Math.min(yes, no);
            steps.add(new Step(
                    score,
                    yes == score ? positives.counts()[i++] : 0,
                    no == score ? negatives.counts()[j++] : 0));
        }
        return steps;
    }
}
