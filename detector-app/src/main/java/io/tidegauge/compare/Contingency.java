package io.tidegauge.compare;

import io.tidegauge.profile.JointCounts;
import java.util.HashMap;
import java.util.Map;

/** How strongly two categories of the same rows depend on each other. */
public final class Contingency {

    private Contingency() {}

    /**
     * Cramér's V of two categories, √(χ² / (N · min(r − 1, c − 1))) with χ² = N (Σ n_ij² / (n_i n_j) − 1): 0 where neither
     * tells anything of the other, 1 where one tells the other (Cramér, Mathematical Methods of Statistics, 1946, section
     * 21.9). Undefined where a side has only one category, or pairs were too many to be kept.
     */
    public static Statistic v(JointCounts counts) {
        if (counts.rows() == 0) {
            return Statistic.undefined("no rows of a side have the feature beside a prediction of its kind");
        }
        if (!counts.complete()) {
            return Statistic.undefined("more than " + JointCounts.MAX_PAIRS + " pairs of categories, or too long ones");
        }
        Map<String, Long> features = new HashMap<>();
        Map<String, Long> predictions = new HashMap<>();
        counts.pairs().forEach((pair, rows) -> {
            features.merge(pair.feature(), rows, Long::sum);
            predictions.merge(pair.prediction(), rows, Long::sum);
        });
        int least = Math.min(features.size(), predictions.size()) - 1;
        if (least == 0) {
            return Statistic.undefined("the feature or the prediction has only one category");
        }
        double sum = 0;
        for (Map.Entry<JointCounts.Pair, Long> entry : counts.pairs().entrySet()) {
            double rows = entry.getValue();
            double ofFeature = features.getOrDefault(entry.getKey().feature(), 0L);
            double ofPrediction = predictions.getOrDefault(entry.getKey().prediction(), 0L);
            sum += rows / ofFeature * (rows / ofPrediction);
        }
        return Statistic.of(Math.sqrt(Math.min(1, Math.max(0, sum - 1) / least)));
    }
}
