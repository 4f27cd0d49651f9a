package io.tidegauge.profile;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Adds up the exact powers of doubles in whole numbers; the mutable form of {@link PowerSums}.
 *
 * <p>Values of one sign and exponent are whole multiples, below 2⁵³, of one power of two. For each such group the powers
 * of these multiples are summed in limbs of 53 bits, one 64-bit word per limb, so that carries need no care but once in
 * {@value #CARRY_EVERY} additions. Groups come together when the sums are asked for.
 */
final class PowerAccumulator {

    private static final int POWERS = 4;
    private static final int LIMB_BITS = 53;
    private static final long LIMB = (1L << LIMB_BITS) - 1;
    private static final long FRACTION = (1L << 52) - 1;
    private static final int EXPONENT = 0x7FF;
    private static final int SIGN_POSITION = 11;
    private static final int UNIT_OF_EXPONENT_ZERO = -1075;

    /** An addition adds less than 3·2⁵³ to a limb: after 255, and a carried rest, a limb is still below 2⁶³. */
    private static final int CARRY_EVERY = 255;

    /** Additions since the last carry, then two limbs for x, three for x², four for x³, five for x⁴. */
    private static final int GROUP_LENGTH = 15;

    private static final int[] FIRST_LIMB = {0, 1, 3, 6, 10};
    private static final int FREE = -1;

    private static final int FIRST_CAPACITY = 16;
    private static final int OWN_BYTES = 192;
    private static final int GROUP_BYTES = Integer.BYTES + GROUP_LENGTH * Long.BYTES;

    private final Footprint footprint;
    private int[] groups = new int[FIRST_CAPACITY];
    private long[] limbs = new long[FIRST_CAPACITY * GROUP_LENGTH];
    private int used;

    /** The sums of x to x⁴ over values that were added with more repetitions than a limb takes. */
    private final Dyadic[] heavy = {Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO};

    PowerAccumulator(Footprint footprint) {
        this.footprint = footprint;
        footprint.add(OWN_BYTES + FIRST_CAPACITY * GROUP_BYTES);
        Arrays.fill(groups, FREE);
    }

    /** Adds a finite value. */
    void add(double x) {
        add(x, 1);
    }

    /** Adds a finite value that occurs {@code count} times. */
    void addRepeated(double x, long count) {
        if (count <= CARRY_EVERY) {
            add(x, (int) count);
        } else {
            addHeavy(x, count);
        }
    }

    private void addHeavy(double x, long count) {
        long bits = Double.doubleToRawLongBits(x);
        BigInteger multiple = BigInteger.valueOf(x < 0 ? -multiple(bits) : multiple(bits));
        Dyadic value = Dyadic.of(multiple, unit((int) (bits >>> 52)));
        Dyadic power = Dyadic.of(count);
        for (int i = 0; i < POWERS; i++) {
            power = power.times(value);
            heavy[i] = heavy[i].plus(power);
        }
    }

    private void add(double x, int count) {
        long bits = Double.doubleToRawLongBits(x);
        int group = (int) (bits >>> 52);
        int at = limbsOf(group);
        if (limbs[at] + count > CARRY_EVERY) {
            carry(at);
        }
        addPowers(limbs, at, multiple(bits), count);
    }

    private static void addPowers(long[] to, int at, long x, int count) {
        long square = x * x;
        long low = square & LIMB;
        long high = upper(x, x, square);
        long xLow = x * low;
        long xHigh = x * high;
        long lowLow = low * low;
        long lowHigh = low * high;
        long highHigh = high * high;
        to[at] += count;
        to[at + 1] += count * x;
        to[at + 3] += count * low;
        to[at + 4] += count * high;
        to[at + 6] += count * (xLow & LIMB);
        to[at + 7] += count * (upper(x, low, xLow) + (xHigh & LIMB));
        to[at + 8] += count * upper(x, high, xHigh);
        to[at + 10] += count * (lowLow & LIMB);
        to[at + 11] += count * (upper(low, low, lowLow) + 2 * (lowHigh & LIMB));
        to[at + 12] += count * (2 * upper(low, high, lowHigh) + (highHigh & LIMB));
        to[at + 13] += count * upper(high, high, highHigh);
    }

    /** The bits above the lowest limb of a product of two factors below 2⁵³. */
    private static long upper(long a, long b, long product) {
        return (Math.multiplyHigh(a, b) << (Long.SIZE - LIMB_BITS)) | (product >>> LIMB_BITS);
    }

    private void carry(int at) {
        for (int power = 1; power <= POWERS; power++) {
            int first = at + FIRST_LIMB[power];
            for (int i = first; i < first + power; i++) {
                limbs[i + 1] += limbs[i] >>> LIMB_BITS;
                limbs[i] &= LIMB;
            }
        }
        limbs[at] = 0;
    }

    private int limbsOf(int group) {
        int slot = slotOf(group);
        if (groups[slot] == FREE) {
            if (2 * (used + 1) > groups.length) {
                grow();
                slot = slotOf(group);
            }
            groups[slot] = group;
            used++;
        }
        return slot * GROUP_LENGTH;
    }

    /** Neighbouring exponents of either sign have slots side by side, so that probes are rare without any hashing. */
    private int slotOf(int group) {
        int mask = groups.length - 1;
        int slot = (group << 1 | group >>> SIGN_POSITION) & mask;
        while (groups[slot] != group && groups[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldGroups = groups;
        long[] oldLimbs = limbs;
        footprint.add((long) oldGroups.length * GROUP_BYTES);
        groups = new int[oldGroups.length * 2];
        limbs = new long[oldLimbs.length * 2];
        Arrays.fill(groups, FREE);
        for (int i = 0; i < oldGroups.length; i++) {
            if (oldGroups[i] != FREE) {
                int slot = slotOf(oldGroups[i]);
                groups[slot] = oldGroups[i];
                System.arraycopy(oldLimbs, i * GROUP_LENGTH, limbs, slot * GROUP_LENGTH, GROUP_LENGTH);
            }
        }
    }

    /** The sums so far, with the minimum and maximum of what was added. */
    PowerSums sums(double min, double max) {
        Dyadic[] sums = heavy.clone();
        for (int slot = 0; slot < groups.length; slot++) {
            if (groups[slot] != FREE) {
                for (int power = 1; power <= POWERS; power++) {
                    sums[power - 1] = sums[power - 1].plus(groupSum(slot, power));
                }
            }
        }
        return new PowerSums(min, max, sums[0], sums[1], sums[2], sums[3]);
    }

    private Dyadic groupSum(int slot, int power) {
        int first = slot * GROUP_LENGTH + FIRST_LIMB[power];
        BigInteger sum = BigInteger.ZERO;
        for (int i = power; i >= 0; i--) {
            sum = sum.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(limbs[first + i]));
        }
        int group = groups[slot];
        boolean negative = group >>> SIGN_POSITION == 1 && power % 2 == 1;
        return Dyadic.of(negative ? sum.negate() : sum, power * unit(group));
    }

    private static long multiple(long bits) {
        long fraction = bits & FRACTION;
        return (bits >>> 52 & EXPONENT) == 0 ? fraction : fraction | (FRACTION + 1);
    }

    private static int unit(int group) {
        return Math.max(group & EXPONENT, 1) + UNIT_OF_EXPONENT_ZERO;
    }
}
