package io.tidegauge.profile;

import java.util.Arrays;

/**
 * The sums of x to x⁴ over a few values of one window, four neighbouring exponents: all of them are whole multiples, below
 * 2⁵⁶, of one power of two. The sums are kept in limbs of 56 bits, each in a local variable, which becomes a register.
 */
final class PowerRun {

    static final int LIMB_BITS = 56;
    static final long LIMB = (1L << LIMB_BITS) - 1;

    /** Both factors of a product are moved up so far that the upper half of 128 bits begins at the second limb. */
    private static final int UP = (Long.SIZE - LIMB_BITS) / 2;

    /** Up to three parts below 2⁵⁶ of each value come together in one limb: with 63 values it stays below 2⁶⁴. */
    static final int MAX_VALUES = 63;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT = 0x7FF;
    private static final int WINDOW_BITS = 2;
    private static final int EXPONENT_IN_WINDOW = (1 << WINDOW_BITS) - 1;
    private static final int WINDOW = EXPONENT >>> WINDOW_BITS;
    private static final int UNIT_OF_EXPONENT_ZERO = -1075;

    /** Values with so many low bits zero, as all floats have, are summed without them: their squares fit a limb. */
    private static final int ZERO_BITS = LIMB_BITS / 2;

    static final long LOW_BITS = (1L << ZERO_BITS) - 1;
    static final int SHORT = WINDOW + 1;

    /** Of x one sum per run, of x² two, of x³ three, of x⁴ four; a window has a limb more of each, for what is carried. */
    static final int LENGTH = 10;

    private final long[] sums = new long[LENGTH];

    /** The sum in one limb: not yet carried, so that it may need all 64 bits. */
    long sum(int limb) {
        return sums[limb];
    }

    /** Sums the values from one index up to another, of one window, at most {@value #MAX_VALUES}. */
    void sum(double[] values, int from, int to) {
        long first = 0;
        long second0 = 0;
        long second1 = 0;
        long third0 = 0;
        long third1 = 0;
        long third2 = 0;
        long fourth0 = 0;
        long fourth1 = 0;
        long fourth2 = 0;
        long fourth3 = 0;
        for (int i = from; i < to; i++) {
            long x = multiple(values[i]);
            long low = x * x & LIMB;
            long high = upper(x, x);
            long lowHigh = low * high;
            first += x;
            second0 += low;
            second1 += high;
            third0 += x * low & LIMB;
            third1 += upper(x, low) + (x * high & LIMB);
            third2 += upper(x, high);
            fourth0 += low * low & LIMB;
            fourth1 += upper(low, low) + 2 * (lowHigh & LIMB);
            fourth2 += 2 * upper(low, high) + (high * high & LIMB);
            fourth3 += upper(high, high);
        }
        sums[0] = first;
        sums[1] = second0;
        sums[2] = second1;
        sums[3] = third0;
        sums[4] = third1;
        sums[5] = third2;
        sums[6] = fourth0;
        sums[7] = fourth1;
        sums[8] = fourth2;
        sums[9] = fourth3;
    }

    /** The same for values with enough low bits zero: the square has one limb only. */
    void sumSmall(double[] values, int from, int to) {
        long first = 0;
        long second = 0;
        long third0 = 0;
        long third1 = 0;
        long fourth0 = 0;
        long fourth1 = 0;
        for (int i = from; i < to; i++) {
            long x = multiple(values[i]) >> ZERO_BITS;
            long square = x * x;
            first += x;
            second += square;
            third0 += x * square & LIMB;
            third1 += upper(x, square);
            fourth0 += square * square & LIMB;
            fourth1 += upper(square, square);
        }
        Arrays.fill(sums, 0);
        sums[0] = first;
        sums[1] = second;
        sums[3] = third0;
        sums[4] = third1;
        sums[6] = fourth0;
        sums[7] = fourth1;
    }

    /** The product of two factors of at most 2⁵⁶ without its lowest limb, rounded down. */
    private static long upper(long a, long b) {
        return Math.multiplyHigh(a << UP, b << UP);
    }

    /** The window of a finite value, of either sign. */
    static int windowOf(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> (FRACTION_BITS + WINDOW_BITS)) & WINDOW;
    }

    /** The value in units of its window. Exponent 0 means the same unit as exponent 1, and no hidden bit. */
    static long multiple(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT;
        long fraction = bits & FRACTION;
        long multiple = exponent == 0 ? fraction << 1 : (fraction | FRACTION + 1) << (exponent & EXPONENT_IN_WINDOW);
        long sign = bits >> (Long.SIZE - 1);
        return (multiple ^ sign) - sign;
    }

    /** The exponent of the power of two that values of a window are multiples of. */
    static int unit(int window) {
        int first = (window & WINDOW) << WINDOW_BITS;
        return first + UNIT_OF_EXPONENT_ZERO + (window >= SHORT ? ZERO_BITS : 0);
    }
}
