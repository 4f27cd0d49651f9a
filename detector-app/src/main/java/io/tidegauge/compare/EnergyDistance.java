package io.tidegauge.compare;

/**
 * Energy distance √(2 E|X − Y| − E|X − X'| − E|Y − Y'|) = √(2 ∫ (F − G)² dx) in one dimension, in the square root of the
 * feature's unit, not negative (Székely and Rizzo, 2013).
 */
public final class EnergyDistance {

    private EnergyDistance() {}

    /** The distance; undefined where squares of the values over- or underflow. */
    public static Statistic distance(PooledValues values, Summary baseline, Summary window) {
        if (!baseline.squaresFit() || !window.squaresFit()) {
            return Statistic.undefined(Summary.SQUARES_DO_NOT_FIT);
        }
        return Statistic.finite(Math.sqrt(2 * Math.scalb(values.integral(true), values.exponent())));
    }
}
