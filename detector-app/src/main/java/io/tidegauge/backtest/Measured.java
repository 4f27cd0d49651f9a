package io.tidegauge.backtest;

/**
 * What a window's report says of a feature.
 *
 * @param feature the feature
 * @param number the window's number
 * @param effect the effect, in [0, 1]; NaN where it is undefined
 * @param pValue its significance, in [0, 1]; NaN where it is undefined
 */
public record Measured(String feature, int number, double effect, double pValue) {}
