package io.tidegauge.backtest;

import io.tidegauge.compare.Statistic;

/**
 * What a rule says of one column of one window.
 *
 * @param statistic the statistic's name, in the tool's own words
 * @param value its value; where it is undefined there is no drift
 * @param threshold what the value is held against
 * @param drifted whether the rule calls it drift
 */
public record Judged(String statistic, Statistic value, double threshold, boolean drifted) {

    public Judged {
        if (drifted && !value.isDefined()) {
            throw new IllegalArgumentException(statistic + " is undefined and cannot be drift");
        }
    }

    /** Drift where the value is at least the threshold. */
    static Judged atLeast(String statistic, Statistic value, double threshold) {
        return new Judged(statistic, value, threshold, value.orNaN() >= threshold);
    }

    /** Drift where the value is greater than the threshold. */
    static Judged above(String statistic, Statistic value, double threshold) {
        return new Judged(statistic, value, threshold, value.orNaN() > threshold);
    }

    /** Drift where the value is less than the threshold. */
    static Judged below(String statistic, Statistic value, double threshold) {
        return new Judged(statistic, value, threshold, value.orNaN() < threshold);
    }

    /** No drift where a side has no values. */
    static Judged nothing(String statistic, double threshold) {
        return new Judged(statistic, Statistic.undefined("a side has no values"), threshold, false);
    }
}
