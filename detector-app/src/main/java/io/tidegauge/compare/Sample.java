package io.tidegauge.compare;

import io.tidegauge.profile.WeightedValues;

/**
 * What tests on means need of one side. A figure beyond the doubles is infinite or NaN, and what follows from it undefined.
 *
 * @param n values, at least 2
 * @param mean their mean, or its distance from a center that both sides share
 * @param variance their variance with divisor n − 1
 */
record Sample(long n, double mean, double variance) {

    Sample {
        if (n < 2) {
            throw new IllegalArgumentException(n + " values have no variance");
        }
    }

    /** Whether a side has enough values of a representable spread. */
    static boolean possible(Summary side) {
        return side.moments().n() >= 2 && side.squaresFit();
    }

    /** The sample with its mean as the distance from a center. */
    static Sample of(Summary side, double center) {
        return new Sample(
                side.moments().n(), side.meanFrom(center), side.variance().orNaN());
    }

    /** The sample of |x − center|, in two passes. */
    static Sample ofDeviations(WeightedValues values, double center) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.counts()[i] * Math.abs(values.values()[i] - center);
        }
        long n = values.total();
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            double difference = Math.abs(values.values()[i] - center) - mean;
            squares += values.counts()[i] * difference * difference;
        }
        return new Sample(n, mean, squares / (n - 1));
    }
}
