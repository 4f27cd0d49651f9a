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
    private static final int WINDOW_LENGTH = PowerRun.LENGTH + POWERS;

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
    private final PowerRun run = new PowerRun();

    /** The sums of x to x⁴ over values that were added with more repetitions than limbs are good for. */
    private final Dyadic[] heavy = {Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO};

    PowerAccumulator(Footprint footprint) {
        this.footprint = footprint;
        footprint.add(OWN_BYTES + FIRST_CAPACITY * SLOT_BYTES);
        Arrays.fill(windows, FREE);
    }

    /** Adds finite values, those from one index up to another, and leaves them in another order. */
    void addAll(double[] values, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= Double.doubleToRawLongBits(values[i]);
        }
        boolean small = (bits & PowerRun.LOW_BITS) == 0;
        int start = from;
        for (int ordered = 0; start < to; ordered++) {
            int end = ordered < MAX_ORDERED ? gather(values, start, to) : start + 1;
            if (values[start] != 0 || !allZero(values, start, end)) {
                addRuns(values, start, end, small);
            }
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
        if (count > PowerRun.MAX_VALUES * MAX_CARRIES) {
            addHeavy(x, count);
            return;
        }
        int at = limbsOf(PowerRun.windowOf(x));
        run.sum(new double[] {x}, 0, 1);
        for (long rest = count; rest > 0; rest -= PowerRun.MAX_VALUES) {
            carryRun(at, Math.min(rest, PowerRun.MAX_VALUES));
        }
    }

    private void addHeavy(double x, long count) {
        Dyadic value = Dyadic.of(BigInteger.valueOf(PowerRun.multiple(x)), PowerRun.unit(PowerRun.windowOf(x)));
        Dyadic power = Dyadic.of(count);
        for (int i = 0; i < POWERS; i++) {
            power = power.times(value);
            heavy[i] = heavy[i].plus(power);
        }
    }

    /** Moves the values of the first one's window to the front, without a branch that depends on them; says where they end. */
    private static int gather(double[] values, int start, int to) {
        int window = PowerRun.windowOf(values[start]);
        int end = start;
        for (int i = start; i < to; i++) {
            double value = values[i];
            values[i] = values[end];
            values[end] = value;
            // One if the windows are equal, else zero: their difference less one is negative only then.
            end += ((PowerRun.windowOf(value) ^ window) - 1) >>> (Integer.SIZE - 1);
        }
        return end;
    }

    private static boolean allZero(double[] values, int start, int end) {
        for (int i = start; i < end; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void addRuns(double[] values, int start, int end, boolean small) {
        int at = limbsOf(PowerRun.windowOf(values[start]) + (small ? PowerRun.SHORT : 0));
        for (int from = start; from < end; from += PowerRun.MAX_VALUES) {
            int to = Math.min(end, from + PowerRun.MAX_VALUES);
            if (small) {
                run.sumSmall(values, from, to);
            } else {
                run.sum(values, from, to);
            }
            carryRun(at, 1);
        }
    }

    /** Adds so many times the sums of a run, of at most 63 values in all, to a window's limbs. */
    private void carryRun(int window, long times) {
        int from = 0;
        int at = window;
        for (int power = 1; power <= POWERS; power++) {
            long carried = 0;
            for (int i = 0; i < power; i++) {
                long limb = limbs[at] + times * run.sum(from++) + carried;
                limbs[at++] = limb & PowerRun.LIMB;
                // Odd powers have a sign; even ones may need the 64th bit.
                carried = power % 2 == 1 ? limb >> PowerRun.LIMB_BITS : limb >>> PowerRun.LIMB_BITS;
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
            sum = sum.shiftLeft(PowerRun.LIMB_BITS).add(BigInteger.valueOf(limbs[first + i]));
        }
        return Dyadic.of(sum, power * PowerRun.unit(window));
    }
}
