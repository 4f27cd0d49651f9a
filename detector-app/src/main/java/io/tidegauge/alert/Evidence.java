package io.tidegauge.alert;

import io.tidegauge.compare.Calibration;
import java.util.Optional;

/**
 * What an alert rests on. A figure that is not known, or that what decided does not have, is NaN.
 *
 * @param path what decided
 * @param effect size of the change, in [0, 1]
 * @param effectLow lower end of the 90 % interval of the effect's Jensen-Shannon part, in [0, 1]
 * @param effectHigh its upper end
 * @param pValue significance of the effect, or of the rule's exact test, in [0, 1]
 * @param level what the p-value was held against, from the budget of false alarms, in (0, 1)
 * @param threshold what the effect, or the rule's share, was held against
 * @param independentRows the independent rows that the window's rows are worth, not negative
 * @param calibration what is known of the chance that the effect was held against; empty where it was held against none
 */
public record Evidence(
        DecisionPath path,
        double effect,
        double effectLow,
        double effectHigh,
        double pValue,
        double level,
        double threshold,
        double independentRows,
        Optional<Calibration> calibration) {

    public Evidence {
        if (effectLow > effectHigh || independentRows < 0) {
            throw new IllegalArgumentException(
                    "interval from " + effectLow + " to " + effectHigh + ", " + independentRows + " independent rows");
        }
    }

    /** What a rule without any statistic rests on; {@code threshold} is NaN where it has no bound either. */
    public static Evidence ofRule(double threshold) {
        return new Evidence(
                DecisionPath.RULE,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                threshold,
                Double.NaN,
                Optional.empty());
    }
}
