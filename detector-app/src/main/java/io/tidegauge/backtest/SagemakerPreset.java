package io.tidegauge.backtest;

import io.tidegauge.compare.KolmogorovSmirnov;
import io.tidegauge.compare.PooledValues;
import io.tidegauge.compare.Statistic;

/**
 * SageMaker Model Monitor's distribution constraint as its documentation has it ("Schema for Constraints", read 2026-11):
 * {@code comparison_method} Robust, {@code comparison_threshold} and {@code categorical_comparison_threshold} 0.1,
 * {@code categorical_drift_method} LInfinity; a violation is a distance above the threshold. The container is closed; the
 * distances are those of the library it is built on, Deequ (commit 06df314,
 * {@code src/main/scala/com/amazon/deequ/analyzers/Distance.scala}): the largest difference of the distribution functions,
 * or of the categories' shares, less 1.8·√((n+m)/(n·m)), not below 0.
 *
 * <p>Numbers are compared exactly here, where Deequ takes both distribution functions from sketches. The other constraints
 * of the file (types, completeness, unknown categories) are not rules on distributions and not in this preset.
 */
final class SagemakerPreset implements Preset {

    static final String STATISTIC = "linf_robust";

    private static final double THRESHOLD = 0.1;

    /** c(α) for α about 0.003. */
    private static final double ALLOWANCE = 1.8;

    @Override
    public String name() {
        return "sagemaker";
    }

    @Override
    public Fitted fit(ReferenceValues reference) {
        Values baseline = reference.values();
        return window -> {
            double n = baseline.present();
            double m = window.present();
            if (n == 0 || m == 0) {
                return Judged.nothing(STATISTIC, THRESHOLD);
            }
            double robust = Math.max(0, simple(baseline, window) - ALLOWANCE * Math.sqrt((n + m) / (n * m)));
            return Judged.above(STATISTIC, Statistic.of(robust), THRESHOLD);
        };
    }

    private static double simple(Values baseline, Values window) {
        if (baseline instanceof Numbers numbers) {
            return KolmogorovSmirnov.of(PooledValues.of(numbers.counted(), ((Numbers) window).counted()))
                    .d();
        }
        return CountedLabels.largestDifference(
                CountedLabels.cells(((Labels) baseline).counts(), ((Labels) window).counts()));
    }
}
