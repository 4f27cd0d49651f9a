package io.tidegauge.profile;

import io.tidegauge.event.FeatureNames;

/**
 * Maps finite doubles to signed longs that keep their order; the histogram's buckets are runs of neighbouring keys.
 *
 * <p>A key is a double's bit pattern made sortable, so that near zero, where floats are dense, keys are dense too. Where
 * the values crowd somewhere else, the mapping moves that place to zero:
 *
 * <ul>
 *   <li>{@code STANDARD}: the value itself;
 *   <li>{@code PROBABILITY}: mirrored at 0.5, so that values crowding below 1 are told apart as well as those above 0;
 *   <li>{@code ORIGIN}: the distance from a given origin.
 * </ul>
 *
 * <p>The order is kept over all finite doubles: {@code x < y} gives {@code key(x) <= key(y)}. STANDARD, and PROBABILITY up
 * to 1, give unequal values unequal keys (0.0 and -0.0 are equal). PROBABILITY above 1 drops the nine lowest bits of the
 * value, since the 64 bits have no room for them, and ORIGIN rounds the difference: there, two values may share a key.
 * Nothing relies on keys being unequal: a bucket carries its value beside the key, and two values in it make it MULTI.
 *
 * @param kind which mapping
 * @param origin the origin of ORIGIN, finite; 0 for the others
 */
public record KeyMapping(Kind kind, double origin) {

    /** Where the resolution is best. */
    public enum Kind {
        /** At zero. */
        STANDARD,
        /** At zero and at one. */
        PROBABILITY,
        /** At the origin. */
        ORIGIN
    }

    /** Keys of the values themselves. */
    public static final KeyMapping STANDARD = new KeyMapping(Kind.STANDARD, 0);

    /** Keys for values in [0, 1]. */
    public static final KeyMapping PROBABILITY = new KeyMapping(Kind.PROBABILITY, 0);

    private static final long HALF = sortable(0.5);
    private static final long ONE = sortable(1);
    private static final long MIRRORED_ONE = 2 * HALF;

    /** No value has it, as -0.0 counts as 0.0. */
    private static final long NEGATIVE_ZERO_RANK = -1;

    private static final int BITS_DROPPED_ABOVE_ONE = 9;
    private static final long LOWEST_RANK = sortable(-Double.MAX_VALUE);
    private static final long HIGHEST_RANK = sortable(Double.MAX_VALUE);

    public KeyMapping {
        if (!Double.isFinite(origin)) {
            throw new IllegalArgumentException("origin must be finite, was " + origin);
        }
        if (kind != Kind.ORIGIN && origin != 0) {
            throw new IllegalArgumentException(kind + " has no origin, was given " + origin);
        }
        origin += 0.0;
    }

    /** Keys of the distance from an origin. */
    public static KeyMapping originAt(double origin) {
        return new KeyMapping(Kind.ORIGIN, origin);
    }

    /** The mapping a feature has unless configuration says otherwise: PROBABILITY for class scores, else STANDARD. */
    public static KeyMapping forFeature(String feature) {
        return FeatureNames.isScore(feature) ? PROBABILITY : STANDARD;
    }

    /** The key of a finite value. */
    public long key(double x) {
        // Asked apart, so that a loop over many values asks it once.
        if (kind == Kind.STANDARD) {
            return sortable(x);
        }
        return kind == Kind.PROBABILITY ? mirrored(x) : sortable(x - origin);
    }

    /**
     * The value of a key: the largest finite double whose key is not greater, so that {@code value(key(x))} is x where
     * no other value shares its key. Below the key of the smallest finite double, that double.
     */
    public double value(long key) {
        if (kind != Kind.STANDARD) {
            return search(key);
        }
        return unsortable(key == NEGATIVE_ZERO_RANK ? key - 1 : clampToRanks(key));
    }

    /** The smallest finite double whose key is not smaller; above the key of the largest finite double, that double. */
    double lowestValue(long key) {
        if (key <= key(-Double.MAX_VALUE)) {
            return -Double.MAX_VALUE;
        }
        return Math.min(Math.nextUp(value(key - 1)) + 0.0, Double.MAX_VALUE);
    }

    /** The bits as a signed long in the order of the doubles. */
    static long sortable(double x) {
        long bits = Double.doubleToRawLongBits(x + 0.0); // -0.0 + 0.0 is 0.0
        return bits ^ ((bits >> 63) >>> 1);
    }

    private static double unsortable(long rank) {
        return Double.longBitsToDouble(rank ^ ((rank >> 63) >>> 1)) + 0.0;
    }

    private static long mirrored(double x) {
        if (x <= 0.5) {
            return sortable(x);
        }
        // 1 - x is exact here, so that neighbours below 1 keep keys of their own.
        if (x <= 1) {
            return MIRRORED_ONE - sortable(1 - x);
        }
        return MIRRORED_ONE + 1 + ((sortable(x) - ONE - 1) >> BITS_DROPPED_ABOVE_ONE);
    }

    /** A value close to the one sought; the search makes it right. */
    private double guess(long key) {
        if (kind == Kind.ORIGIN) {
            return origin + unsortable(clampToRanks(key));
        }
        if (key <= HALF) {
            return unsortable(clampToRanks(key));
        }
        if (key <= MIRRORED_ONE) {
            return 1 - unsortable(MIRRORED_ONE - key);
        }
        return unsortable(clampToRanks(ONE + ((key - MIRRORED_ONE) << BITS_DROPPED_ABOVE_ONE)));
    }

    /** Bisection over the doubles in their order, which needs no more of a mapping than that it keeps the order. */
    private double search(long key) {
        if (key(Double.MAX_VALUE) <= key) {
            return Double.MAX_VALUE;
        }
        if (key(-Double.MAX_VALUE) > key) {
            return -Double.MAX_VALUE;
        }
        long low = LOWEST_RANK;
        long high = HIGHEST_RANK;
        long near = clampToRanks(sortable(guess(key)));
        if (key(unsortable(near)) > key) {
            near--;
        }
        // Nearly always the guess, or the double before it, is right.
        if (near + 1 < high && key(unsortable(near)) <= key && key(unsortable(near + 1)) > key) {
            return unsortable(near);
        }
        if (near - 2 > low && key(unsortable(near - 2)) <= key) {
            low = near - 2;
        }
        if (near + 2 < high && key(unsortable(near + 2)) > key) {
            high = near + 2;
        }
        while (low + 1 < high) {
            long middle = (low & high) + ((low ^ high) >> 1); // the average without overflow
            if (key(unsortable(middle)) <= key) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return unsortable(low);
    }

    private static long clampToRanks(long rank) {
        return Math.max(LOWEST_RANK, Math.min(HIGHEST_RANK, rank));
    }
}
