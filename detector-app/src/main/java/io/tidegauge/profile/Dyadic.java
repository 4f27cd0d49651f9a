package io.tidegauge.profile;

import java.math.BigInteger;

/**
 * An exact binary number, significand · 2^exponent; the form is unique: the significand is odd, or both are zero.
 * Addition and multiplication are exact.
 */
record Dyadic(BigInteger significand, int exponent) {

    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    private static final int PRECISION = 53;

    Dyadic {
        boolean zero = significand.signum() == 0;
        if (zero ? exponent != 0 : !significand.testBit(0)) {
            throw new IllegalArgumentException("not in its unique form: " + significand + "·2^" + exponent);
        }
    }

    static Dyadic of(BigInteger significand, int exponent) {
        if (significand.signum() == 0) {
            return ZERO;
        }
        int zeros = significand.getLowestSetBit();
        return new Dyadic(significand.shiftRight(zeros), exponent + zeros);
    }

    static Dyadic of(long value) {
        return of(BigInteger.valueOf(value), 0);
    }

    Dyadic plus(Dyadic other) {
        if (significand.signum() == 0) {
            return other;
        }
        if (other.significand.signum() == 0) {
            return this;
        }
        int unit = Math.min(exponent, other.exponent);
        return of(inUnits(unit).add(other.inUnits(unit)), unit);
    }

    Dyadic minus(Dyadic other) {
        return plus(new Dyadic(other.significand.negate(), other.exponent));
    }

    Dyadic times(Dyadic other) {
        return of(significand.multiply(other.significand), exponent + other.exponent);
    }

    private BigInteger inUnits(int unit) {
        return significand.shiftLeft(exponent - unit);
    }

    /** The quotient by a positive number, rounded once: to the nearest double, ties to even, beyond the range infinite. */
    double dividedBy(BigInteger divisor) {
        if (significand.signum() == 0) {
            return 0;
        }
        BigInteger dividend = significand.abs();
        // The quotient lies in [2^(order-1), 2^(order+1)): one bit more than needed at most.
        int order = dividend.bitLength() - divisor.bitLength() + exponent;
        int unit = unitOf(order);
        BigInteger[] quotient = scaled(dividend, exponent - unit, divisor);
        if (quotient[0].bitLength() > PRECISION) {
            unit++;
            quotient = scaled(dividend, exponent - unit, divisor);
        }
        double magnitude = Math.scalb(roundedHalfEven(quotient, divisor, exponent - unit), unit);
        return significand.signum() < 0 ? -magnitude : magnitude;
    }

    private static int unitOf(int order) {
        return Math.max(order - PRECISION, Double.MIN_EXPONENT - PRECISION + 1);
    }

    private static BigInteger[] scaled(BigInteger dividend, int shift, BigInteger divisor) {
        return shift >= 0
                ? dividend.shiftLeft(shift).divideAndRemainder(divisor)
                : dividend.divideAndRemainder(divisor.shiftLeft(-shift));
    }

    private static double roundedHalfEven(BigInteger[] quotient, BigInteger divisor, int shift) {
        BigInteger whole = shift >= 0 ? divisor : divisor.shiftLeft(-shift);
        int half = quotient[1].shiftLeft(1).compareTo(whole);
        long floor = quotient[0].longValueExact();
        boolean up = half > 0 || (half == 0 && (floor & 1) != 0);
        return up ? floor + 1 : floor;
    }
}
