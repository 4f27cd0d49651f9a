package io.tidegauge.backtest;

import java.util.OptionalDouble;

/**
 * How well a policy did on a data set.
 *
 * @param set the data set
 * @param policy the policy
 * @param truths events that are known: features that drift together in a range of rows
 * @param found those of them in whose windows a paging alert on one of the features fired, whenever it had opened
 * @param openedInRange those of them in whose windows such an alert opened, or became critical
 * @param falseAlerts paging alerts that opened on features known not to drift, or not there
 * @param falseFeatureWindows windows in which a paging alert fired on such a feature, summed over the features
 * @param unscored paging alerts on features of which nobody knows
 * @param medianDelayWindows of the found, windows from the first with a changed row to the first that an alert fires in;
 *     empty where none is
 */
public record Score(
        String set,
        String policy,
        int truths,
        int found,
        int openedInRange,
        int falseAlerts,
        int falseFeatureWindows,
        int unscored,
        OptionalDouble medianDelayWindows) {}
