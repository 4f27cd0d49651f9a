package io.tidegauge.profile;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Adds up the exact powers of doubles in whole numbers; the mutable form of {@link PowerSums}.
 *
 * <p>Values of four neighbouring exponents, a window, are whole multiples, below 2⁵⁶, of one power of two. For each window
 * the powers of these multiples are summed in limbs of 56 bits. A batch is first put in order of its windows, so that
 * each run of values of one window is summed in local variables, which become registers, and carried into its limbs once:
 * twelve multiplications a value, and little else. Windows come together when the sums are asked for.
 */
final class PowerAccumulator {

    private static final int POWERS = 4;
    private static final int LIMB_BITS = 56;
    private static final long LIMB = (1L << LIMB_BITS) - 1;

    /** Both factors of a product are moved up so far that the upper half of 128 bits begins at the second limb. */
    private static final int UP = (Long.SIZE - LIMB_BITS) / 2;

    /** Up to three parts below 2⁵⁶ of each value come together in one limb: with 63 values it stays below 2⁶⁴. */
    private static final int MAX_RUN = 63;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT = 0x7FF;
    private static final int WINDOW_BITS = 2;
    private static final int EXPONENT_IN_WINDOW = (1 << WINDOW_BITS) - 1;
    private static final int WINDOW = EXPONENT >>> WINDOW_BITS;
    private static final int UNIT_OF_EXPONENT_ZERO = -1075;

    /** Multiples with so many low bits zero, as all floats have, are kept without them: their squares fit a limb. */
    private static final int ZERO_BITS = LIMB_BITS / 2;

    private static final long LOW_BITS = (1L << ZERO_BITS) - 1;
    private static final int SHORT = WINDOW + 1;

    /** Of x one sum per run, of x² two, of x³ three, of x⁴ four; a window has a limb more of each, for what is carried. */
    private static final int RUN_LENGTH = 10;

    private static final int WINDOW_LENGTH = RUN_LENGTH + POWERS;

    /** A batch of more windows than this is spread too widely to be put in order. */
    private static final int MAX_ORDERED = 12;

    private static final int MAX_CARRIES = 16;
    private static final int MAX_COPIES = 4;
    private static final int COPIES = 256;

    private static final int FREE = -1;
    private static final int FIRST_CAPACITY = 8;
    private static final int OWN_BYTES = 256;
    private static final int SLOT_BYTES = Integer.BYTES + WINDOW_LENGTH * Long.BYTES;

    private final Footprint footprint;
    private int[] windows = new int[FIRST_CAPACITY];
    private long[] limbs = new long[FIRST_CAPACITY * WINDOW_LENGTH];
    private int used;
    private final long[] run = new long[RUN_LENGTH];

    /** The sums of x to x⁴ over values that were added with more repetitions than limbs are good for. */
    private final Dyadic[] heavy = {Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO};

    PowerAccumulator(Footprint footprint) {
        this.footprint = footprint;
        footprint.add(OWN_BYTES + FIRST_CAPACITY * SLOT_BYTES);
        Arrays.fill(windows, FREE);
    }

    /** Adds finite values, those from one index up to another, and leaves them in another order. */
    void addAll(double[] values, int from, int to) {
        int start = from;
        for (int ordered = 0; start < to; ordered++) {
            int end = ordered < MAX_ORDERED ? gather(values, start, to) : start + 1;
            addRun(values, start, end);
            start = end;
        }
    }

    /** Adds each finite value so many times as its count says. */
    void addAll(double[] values, long[] counts) {
        double[] copies = new double[COPIES];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > MAX_COPIES) {
                addRepeated(values[i], counts[i]);
            } else {
                for (long copy = 0; copy < counts[i]; copy++) {
                    copies[n++] = values[i];
                }
            }
            if (n + MAX_COPIES > COPIES) {
                addAll(copies, 0, n);
                n = 0;
            }
        }
        addAll(copies, 0, n);
    }

    private void addRepeated(double x, long count) {
        if (count > MAX_RUN * MAX_CARRIES) {
            addHeavy(x, count);
            return;
        }
        int at = limbsOf(windowOf(x));
        sumRun(new double[] {x}, 0, 1);
        for (long rest = count; rest > 0; rest -= MAX_RUN) {
            carryRun(at, Math.min(rest, MAX_RUN));
        }
    }

    private void addHeavy(double x, long count) {
        Dyadic value = Dyadic.of(BigInteger.valueOf(multiple(x)), unit(windowOf(x)));
        Dyadic power = Dyadic.of(count);
        for (int i = 0; i < POWERS; i++) {
            power = power.times(value);
            heavy[i] = heavy[i].plus(power);
        }
    }

    /** Moves the values of the first one's window to the front, without a branch that depends on them; says where they end. */
    private static int gather(double[] values, int start, int to) {
        int window = windowOf(values[start]);
        int end = start;
        for (int i = start; i < to; i++) {
            double value = values[i];
            values[i] = values[end];
            values[end] = value;
            // One if the windows are equal, else zero: their difference less one is negative only then.
            end += ((windowOf(value) ^ window) - 1) >>> (Integer.SIZE - 1);
        }
        return end;
    }

    private void addRun(double[] values, int start, int end) {
        long bits = 0;
        for (int i = start; i < end; i++) {
            bits |= multiple(values[i]);
        }
        if (bits == 0) {
            return;
        }
        boolean small = (bits & LOW_BITS) == 0;
        int at = limbsOf(windowOf(values[start]) + (small ? SHORT : 0));
        for (int from = start; from < end; from += MAX_RUN) {
            int to = Math.min(end, from + MAX_RUN);
            if (small) {
                sumSmallRun(values, from, to);
            } else {
                sumRun(values, from, to);
            }
            carryRun(at, 1);
        }
    }

    private void sumRun(double[] values, int from, int to) {
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
        run[0] = first;
        run[1] = second0;
        run[2] = second1;
        run[3] = third0;
        run[4] = third1;
        run[5] = third2;
        run[6] = fourth0;
        run[7] = fourth1;
        run[8] = fourth2;
        run[9] = fourth3;
    }

    /** The same where the square has one limb only. */
    private void sumSmallRun(double[] values, int from, int to) {
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
        Arrays.fill(run, 0);
        run[0] = first;
        run[1] = second;
        run[3] = third0;
        run[4] = third1;
        run[6] = fourth0;
        run[7] = fourth1;
    }

    /** The product of two factors of at most 2⁵⁶ without its lowest limb, rounded down. */
    private static long upper(long a, long b) {
        return Math.multiplyHigh(a << UP, b << UP);
    }

    /** Adds so many times the sums of a run, of at most 63 values in all, to a window's limbs. */
    private void carryRun(int window, long times) {
        int from = 0;
        int at = window;
        for (int power = 1; power <= POWERS; power++) {
            long carried = 0;
            for (int i = 0; i < power; i++) {
                long limb = limbs[at] + times * run[from++] + carried;
                limbs[at++] = limb & LIMB;
                // Odd powers have a sign; even ones may need the 64th bit.
                carried = power % 2 == 1 ? limb >> LIMB_BITS : limb >>> LIMB_BITS;
            }
            limbs[at++] += carried;
        }
    }

    private int limbsOf(int window) {
        int slot = slotOf(window);
        if (windows[slot] == FREE) {
            if (2 * (used + 1) > windows.length) {
                grow();
                slot = slotOf(window);
            }
            windows[slot] = window;
            used++;
        }
        return slot * WINDOW_LENGTH;
    }

    /** Neighbouring windows have slots side by side, so that probes are rare without any hashing. */
    private int slotOf(int window) {
        int mask = windows.length - 1;
        int slot = window & mask;
        while (windows[slot] != window && windows[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldWindows = windows;
        long[] oldLimbs = limbs;
        footprint.add((long) oldWindows.length * SLOT_BYTES);
        windows = new int[oldWindows.length * 2];
        limbs = new long[oldLimbs.length * 2];
        Arrays.fill(windows, FREE);
        for (int i = 0; i < oldWindows.length; i++) {
            if (oldWindows[i] != FREE) {
                int slot = slotOf(oldWindows[i]);
                windows[slot] = oldWindows[i];
                System.arraycopy(oldLimbs, i * WINDOW_LENGTH, limbs, slot * WINDOW_LENGTH, WINDOW_LENGTH);
            }
        }
    }

    /** The sums so far, with the minimum and maximum of what was added. */
    PowerSums sums(double min, double max) {
        Dyadic[] sums = heavy.clone();
        for (int slot = 0; slot < windows.length; slot++) {
            if (windows[slot] != FREE) {
                int first = slot * WINDOW_LENGTH;
                for (int power = 1; power <= POWERS; power++) {
                    sums[power - 1] = sums[power - 1].plus(windowSum(windows[slot], first, power));
                    first += power + 1;
                }
            }
        }
        return new PowerSums(min, max, sums[0], sums[1], sums[2], sums[3]);
    }

    private Dyadic windowSum(int window, int first, int power) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = power; i >= 0; i--) {
            sum = sum.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(limbs[first + i]));
        }
        return Dyadic.of(sum, power * unit(window));
    }

    private static int windowOf(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> (FRACTION_BITS + WINDOW_BITS)) & WINDOW;
    }

    /** The value in units of its window. Exponent 0 means the same unit as exponent 1, and no hidden bit. */
    private static long multiple(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT;
        long fraction = bits & FRACTION;
        long multiple = exponent == 0 ? fraction << 1 : (fraction | FRACTION + 1) << (exponent & EXPONENT_IN_WINDOW);
        long sign = bits >> (Long.SIZE - 1);
        return (multiple ^ sign) - sign;
    }

    private static int unit(int window) {
        int first = (window & WINDOW) << WINDOW_BITS;
        return first + UNIT_OF_EXPONENT_ZERO + (window >= SHORT ? ZERO_BITS : 0);
    }
}
