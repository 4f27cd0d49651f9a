package io.tidegauge.simulate;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** The exact upper confidence bound of a Poisson law's mean (Garwood, Biometrika 28, 1936). */
final class PoissonBound {

    private PoissonBound() {}

    /** The mean at which so many events or fewer have a chance of 5 %: half the 95 % quantile of χ² with 2k + 2 degrees. */
    static double upper95(long events) {
        return new ChiSquaredDistribution(2.0 * events + 2).inverseCumulativeProbability(0.95) / 2;
    }
}
