package io.tidegauge.decide;

/**
 * The Jensen-Shannon divergence in bits, which adds up: the divergence over fine cells is that over coarse ones plus what
 * remains within them (the chain rule of mutual information; Lin, IEEE Trans. Inf. Theory 37, 1991). So the part of an
 * effect that rows at fault account for can be told from the rest.
 */
public final class Divergence {

    private Divergence() {}

    /** What one cell adds, from its two shares; never negative. */
    static double ofCell(double baselineShare, double windowShare) {
        double mean = (baselineShare + windowShare) / 2;
        return Math.max(0, (term(baselineShare, mean) + term(windowShare, mean)) / 2);
    }

    /** The distance, the root of the divergence, between two shares of one thing; in [0, 1]. */
    public static double distance(double baselineShare, double windowShare) {
        return Math.sqrt(ofCell(baselineShare, windowShare) + ofCell(1 - baselineShare, 1 - windowShare));
    }

    private static double term(double share, double mean) {
        return share <= 0 ? 0 : share * Math.log(share / mean) / Math.log(2);
    }
}
