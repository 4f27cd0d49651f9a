package io.tidegauge.backtest;

import java.util.OptionalDouble;

/**
 * How well a policy did on a data set.
 *
 * @param set the data set
 * @param policy the policy
 * @param truths features that are known to drift in a range of rows, each range by itself
 * @param found those of them on which a paging alert opened in a window that holds such a row
 * @param falseAlerts paging alerts that opened on features known not to drift, or not yet
 * @param unscored paging alerts on features of which nobody knows
 * @param medianDelayWindows of the found, windows from the first with a changed row to the alert's; empty where none is
 */
public record Score(
        String set,
        String policy,
        int truths,
        int found,
        int falseAlerts,
        int unscored,
        OptionalDouble medianDelayWindows) {}
