package io.tidegauge.profile;

import java.math.BigInteger;

/**
 * Rows that have two finite numbers x and y, with the exact sums of both, of their squares and of their product; so what
 * follows from them depends on the rows only, not on their order or on how they were divided (see {@link PowerSums}).
 *
 * @param n rows
 * @param x the sum of x
 * @param y the sum of y
 * @param xx the sum of x²
 * @param yy the sum of y²
 * @param xy the sum of x·y
 */
public record JointSums(long n, Dyadic x, Dyadic y, Dyadic xx, Dyadic yy, Dyadic xy) {

    /** No rows. */
    public static final JointSums NONE =
            new JointSums(0, Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO);

    public JointSums {
        if (n < 0 || (n == 0 && !(zero(x) && zero(y) && zero(xx) && zero(yy) && zero(xy)))) {
            throw new IllegalArgumentException("sums of " + n + " rows");
        }
        Dyadic varianceX = about(n, xx, x, x);
        Dyadic varianceY = about(n, yy, y, y);
        Dyadic covariance = about(n, xy, x, y);
        Dyadic rest = varianceX.times(varianceY).minus(covariance.times(covariance));
        if (negative(varianceX) || negative(varianceY) || negative(rest)) {
            throw new IllegalArgumentException("sums that no " + n + " rows have");
        }
    }

    private static boolean zero(Dyadic sum) {
        return sum.significand().signum() == 0;
    }

    private static boolean negative(Dyadic sum) {
        return sum.significand().signum() < 0;
    }

    /** n·Σab − Σa·Σb. */
    private static Dyadic about(long n, Dyadic products, Dyadic a, Dyadic b) {
        return products.times(Dyadic.of(n)).minus(a.times(b));
    }

    JointSums plus(JointSums other) {
        return new JointSums(
                Math.addExact(n, other.n),
                x.plus(other.x),
                y.plus(other.y),
                xx.plus(other.xx),
                yy.plus(other.yy),
                xy.plus(other.xy));
    }

    JointSums minus(JointSums part) {
        return new JointSums(
                n - part.n, x.minus(part.x), y.minus(part.y), xx.minus(part.xx), yy.minus(part.yy), xy.minus(part.xy));
    }

    /** Mean of x; 0 without rows. */
    public double meanX() {
        return overRows(x);
    }

    /** Mean of y; 0 without rows. */
    public double meanY() {
        return overRows(y);
    }

    /** Sum of squared distances of x from its mean; infinite where it does not fit a double. */
    public double squaresX() {
        return overRows(about(n, xx, x, x));
    }

    /** The same of y. */
    public double squaresY() {
        return overRows(about(n, yy, y, y));
    }

    /** Sum of the products of both distances. */
    public double products() {
        return overRows(about(n, xy, x, y));
    }

    private double overRows(Dyadic sum) {
        return n == 0 ? 0 : sum.dividedBy(BigInteger.valueOf(n));
    }
}
