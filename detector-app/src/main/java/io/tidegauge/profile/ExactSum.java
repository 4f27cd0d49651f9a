package io.tidegauge.profile;

import java.math.BigInteger;

/**
 * Adds up doubles and products of two doubles exactly, whatever their sizes, in a whole number of limbs of 32 bits (a small
 * superaccumulator, Neal, 2015). For one thread.
 */
final class ExactSum {

    /** The lowest bit of the product of the two smallest doubles. */
    private static final int UNIT = -2_148;

    private static final int LIMB_BITS = 32;
    private static final long LIMB = 0xFFFF_FFFFL;

    /** Products reach up to bit 4,196 above the unit; what carries beyond goes to the last limbs. */
    private static final int LIMBS = 136;

    /** An addition adds less than 2³³ to a limb: after so many, and a carried rest, a limb is still below 2⁶³. */
    private static final int CARRY_EVERY = 1 << 29;

    private static final long FRACTION = (1L << 52) - 1;
    private static final int EXPONENT = 0x7FF;
    private static final int UNIT_OF_EXPONENT_ZERO = -1_075;

    /** Bytes that it takes. */
    static final int BYTES = 32 + LIMBS * Long.BYTES;

    private final long[] limbs = new long[LIMBS];
    private int added;

    /** Adds a finite value. */
    void add(double x) {
        addProduct(x, 1);
    }

    /** Adds the product of two finite values. */
    void addProduct(double x, double y) {
        if (++added == CARRY_EVERY) {
            carry();
        }
        long a = Double.doubleToRawLongBits(x);
        long b = Double.doubleToRawLongBits(y);
        int position = unit(a) + unit(b) - UNIT;
        long low = multiple(a) * multiple(b);
        long high = Math.multiplyHigh(multiple(a), multiple(b));
        int at = position / LIMB_BITS;
        int shift = position % LIMB_BITS;
        long sign = (a ^ b) < 0 ? -1 : 1;
        addShifted(at, (low & LIMB) << shift, sign);
        addShifted(at + 1, (low >>> LIMB_BITS) << shift, sign);
        addShifted(at + 2, (high & LIMB) << shift, sign);
        addShifted(at + 3, (high >>> LIMB_BITS) << shift, sign);
    }

    private void addShifted(int at, long magnitude, long sign) {
        limbs[at] += sign * (magnitude & LIMB);
        limbs[at + 1] += sign * (magnitude >>> LIMB_BITS);
    }

    private void carry() {
        for (int i = 0; i < LIMBS - 1; i++) {
            limbs[i + 1] += limbs[i] >> LIMB_BITS;
            limbs[i] &= LIMB;
        }
        added = 0;
    }

    /** The sum so far. */
    Dyadic sum() {
        carry();
        int low = 0;
        while (low < LIMBS && limbs[low] == 0) {
            low++;
        }
        BigInteger sum = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= low; i--) {
            sum = sum.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(limbs[i]));
        }
        return Dyadic.of(sum, UNIT + low * LIMB_BITS);
    }

    private static long multiple(long bits) {
        long fraction = bits & FRACTION;
        return (bits >>> 52 & EXPONENT) == 0 ? fraction : fraction | (FRACTION + 1);
    }

    private static int unit(long bits) {
        return Math.max((int) (bits >>> 52) & EXPONENT, 1) + UNIT_OF_EXPONENT_ZERO;
    }
}
