package io.tidegauge.compare;

import io.tidegauge.profile.JointSums;

/**
 * How two numbers of the same rows vary together, as sums that merge (Chan, Golub and LeVeque, 1983; Pébay, 2008).
 *
 * @param n rows that have both
 * @param meanX mean of the first
 * @param meanY mean of the second
 * @param squaresX sum of squared distances of the first from its mean
 * @param squaresY the same of the second
 * @param products sum of the products of both distances
 */
public record CoMoments(long n, double meanX, double meanY, double squaresX, double squaresY, double products) {

    /** No rows. */
    public static final CoMoments NONE = new CoMoments(0, 0, 0, 0, 0, 0);

    public CoMoments {
        if (n < 0 || squaresX < 0 || squaresY < 0) {
            throw new IllegalArgumentException(n + " rows with squares " + squaresX + " and " + squaresY);
        }
    }

    /** One row; both numbers are finite. */
    public static CoMoments of(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a row has finite numbers, not " + x + " and " + y);
        }
        return new CoMoments(1, x, y, 0, 0, 0);
    }

    /** Of exact sums. */
    static CoMoments of(JointSums sums) {
        return new CoMoments(sums.n(), sums.meanX(), sums.meanY(), sums.squaresX(), sums.squaresY(), sums.products());
    }

    /** The rows of both. */
    public CoMoments merge(CoMoments other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        long sum = n + other.n;
        double share = (double) other.n / sum;
        double apartX = other.meanX - meanX;
        double apartY = other.meanY - meanY;
        double weight = n * share;
        return new CoMoments(
                sum,
                meanX + apartX * share,
                meanY + apartY * share,
                squaresX + other.squaresX + apartX * apartX * weight,
                squaresY + other.squaresY + apartY * apartY * weight,
                products + other.products + apartX * apartY * weight);
    }

    /** Pearson's correlation, in [-1, 1]; undefined where one of both does not vary. */
    public Statistic correlation() {
        if (squaresX == 0 || squaresY == 0) {
            return Statistic.undefined("one of both does not vary");
        }
        if (!(squaresX >= Double.MIN_NORMAL && squaresX <= Double.MAX_VALUE)
                || !(squaresY >= Double.MIN_NORMAL && squaresY <= Double.MAX_VALUE)) {
            return Statistic.undefined(Summary.SQUARES_DO_NOT_FIT);
        }
        double r = products / Math.sqrt(squaresX) / Math.sqrt(squaresY);
        return Double.isNaN(r) ? Statistic.finite(r) : Statistic.of(Math.max(-1, Math.min(1, r)));
    }
}
