package io.tidegauge.profile;

import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a profile as topics and files hold it. Versions 1 and 2, with numbers as in {@link ProfileWriter#number}:
 *
 * <pre>
 * version        one byte
 * mapping        one byte: 0 STANDARD, 1 PROBABILITY, 2 ORIGIN, then the origin's 8 bytes
 * counts         rows, nulls, NaNs, +∞, -∞, trues, falses
 * histogram      see {@link SketchCodec}
 * power sums     where the histogram has a bucket of unequal values: minimum and maximum, 8 bytes each, then four times
 *                exponent (signed), length, significand (two's complement, highest byte first)
 * categories     how many; each: length, UTF-16 units, rows; then the rows of categories not kept; one byte: 0 exact,
 *                1 approximate, then 4,096 registers of a byte each
 * association    version 2 only: see {@link AssociationCodec}
 * </pre>
 *
 * <p>A profile that is not beside a prediction is written as version 1, which older instances read. One on a grid that is
 * coarser than it needs, which these versions do not know, is written as version 3: see {@link PackedProfile}.
 *
 * <p>Whatever the bytes, reading gives a valid profile or a {@link ProfileFormatException}, and takes memory in
 * proportion to their length.
 */
final class ProfileCodec {

    /** Without an association. */
    private static final int VERSION = 1;

    /** With one. */
    private static final int WITH_ASSOCIATION = 2;

    private static final int STANDARD = 0;
    private static final int PROBABILITY = 1;
    private static final int ORIGIN = 2;

    /** x is a multiple of 2^-1074 below 2^1024, and there are fewer than 2^63 values. */
    private static final int LOWEST_EXPONENT = -1_074;

    private static final int HIGHEST_EXPONENT = 1_024;
    private static final int ROWS_BITS = 63;

    private ProfileCodec() {}

    static byte[] encode(FeatureProfile profile) {
        profile.numbers().requireWhole();
        if (profile.numbers().coarserThanNeeded()) {
            return PackedProfile.encode(profile);
        }
        ProfileWriter out = new ProfileWriter();
        boolean associated = profile.association().rows() > 0;
        out.octet(associated ? WITH_ASSOCIATION : VERSION);
        writeMapping(out, profile.numbers().mapping());
        writeTally(out, profile.tally());
        SketchCodec.write(out, profile.numbers());
        if (!profile.numbers().exact()) {
            writeSums(out, profile.storedSums());
        }
        writeCategories(out, profile.categories());
        if (associated) {
            AssociationCodec.write(out, profile.association());
        }
        return out.toByteArray();
    }

    static FeatureProfile decode(byte[] bytes) {
        ProfileReader in = new ProfileReader(bytes);
        int version = in.octet();
        if (version < VERSION || version > PackedProfile.VERSION) {
            throw new ProfileFormatException(
                    "profile of version " + version + ", this reads " + VERSION + " to " + PackedProfile.VERSION);
        }
        try {
            FeatureProfile profile = version == PackedProfile.VERSION ? PackedProfile.read(in) : read(in, version);
            in.requireEnd();
            return profile;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ProfileFormatException("not a valid profile: " + e.getMessage() + in.at(), e);
        }
    }

    private static FeatureProfile read(ProfileReader in, int version) {
        KeyMapping mapping = readMapping(in);
        Tally tally = readTally(in);
        NumericSketch numbers = SketchCodec.read(in, mapping);
        PowerSums sums = numbers.exact() ? PowerSums.NONE : readSums(in, numbers);
        CategoryCounts categories = readCategories(in);
        Association association = version == VERSION ? Association.NONE : AssociationCodec.read(in);
        return new FeatureProfile(tally, numbers, sums, categories, association);
    }

    static void writeMapping(ProfileWriter out, KeyMapping mapping) {
        switch (mapping.kind()) {
            case STANDARD -> out.octet(STANDARD);
            case PROBABILITY -> out.octet(PROBABILITY);
            case ORIGIN -> {
                out.octet(ORIGIN);
                out.real(mapping.origin());
            }
        }
    }

    static KeyMapping readMapping(ProfileReader in) {
        return switch (in.octet("mapping", ORIGIN)) {
            case STANDARD -> KeyMapping.STANDARD;
            case PROBABILITY -> KeyMapping.PROBABILITY;
            default -> KeyMapping.originAt(in.real());
        };
    }

    private static void writeTally(ProfileWriter out, Tally tally) {
        out.number(tally.rows());
        out.number(tally.nulls());
        out.number(tally.nans());
        out.number(tally.positiveInfinities());
        out.number(tally.negativeInfinities());
        out.number(tally.trues());
        out.number(tally.falses());
    }

    private static Tally readTally(ProfileReader in) {
        return new Tally(in.count(), in.count(), in.count(), in.count(), in.count(), in.count(), in.count());
    }

    private static void writeSums(ProfileWriter out, PowerSums sums) {
        out.real(sums.min());
        out.real(sums.max());
        writePowers(out, sums);
    }

    static void writePowers(ProfileWriter out, PowerSums sums) {
        writeSum(out, sums.first());
        writeSum(out, sums.second());
        writeSum(out, sums.third());
        writeSum(out, sums.fourth());
    }

    static void writeSum(ProfileWriter out, Dyadic sum) {
        byte[] significand = sum.significand().toByteArray();
        out.signed(sum.exponent());
        out.number(significand.length);
        out.octets(significand);
    }

    private static PowerSums readSums(ProfileReader in, NumericSketch numbers) {
        return readPowers(in, numbers, in.real(), in.real());
    }

    static PowerSums readPowers(ProfileReader in, NumericSketch numbers, double min, double max) {
        requireIn(numbers, 0, min);
        requireIn(numbers, numbers.size() - 1, max);
        PowerSums sums = new PowerSums(min, max, readSum(in, 1), readSum(in, 2), readSum(in, 3), readSum(in, 4));
        sums.moments(numbers.total()); // refuses sums that no values have
        return sums;
    }

    private static void requireIn(NumericSketch numbers, int bucket, double extreme) {
        boolean within = numbers.single(bucket)
                ? numbers.value(bucket) == extreme
                : numbers.mapping().key(extreme) >> numbers.shift() == numbers.prefix(bucket);
        if (!within) {
            throw new IllegalArgumentException("extreme value " + extreme + " is not in bucket " + bucket);
        }
    }

    static Dyadic readSum(ProfileReader in, int power) {
        long exponent = in.signed();
        int highest = power * HIGHEST_EXPONENT + ROWS_BITS;
        int lowest = power * LOWEST_EXPONENT;
        int length = in.size("bytes of a sum", (highest - lowest) / Byte.SIZE + 1, 1);
        BigInteger significand = new BigInteger(in.octets(length));
        if (exponent < lowest || exponent + significand.bitLength() > highest) {
            throw new IllegalArgumentException("sum of power " + power + " with exponent " + exponent);
        }
        return new Dyadic(significand, (int) exponent);
    }

    private static void writeCategories(ProfileWriter out, CategoryCounts categories) {
        SortedMap<String, Long> counts = categories.counts();
        out.number(counts.size());
        long rest = categories.total();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            out.text(entry.getKey());
            out.number(entry.getValue());
            rest -= entry.getValue();
        }
        out.number(rest);
        DistinctCounter distinct = categories.distinctCounter();
        out.octet(distinct == null ? 0 : 1);
        if (distinct != null) {
            out.octets(distinct.registers());
        }
    }

    private static CategoryCounts readCategories(ProfileReader in) {
        int size = in.size("categories", CategoryCounts.MAX_CATEGORIES, 2);
        TreeMap<String, Long> counts = new TreeMap<>();
        long total = 0;
        long characters = 0;
        for (int i = 0; i < size; i++) {
            String label = in.text(CategoryLabel.MAX_LENGTH);
            if (i > 0 && label.compareTo(counts.lastKey()) <= 0) {
                throw new ProfileFormatException("category '" + label + "' out of order" + in.at());
            }
            long count = positive(in.count());
            total = Math.addExact(total, count);
            characters += label.length();
            counts.put(label, count);
        }
        long unnamed = in.count();
        DistinctCounter distinct = readDistinct(in);
        if (characters > CategoryCounts.MAX_CHARACTERS || (unnamed > 0 && distinct == null)) {
            throw new ProfileFormatException(
                    "categories of " + characters + " characters and " + unnamed + " other rows" + in.at());
        }
        return new CategoryCounts(counts, Math.addExact(total, unnamed), distinct);
    }

    static @Nullable DistinctCounter readDistinct(ProfileReader in) {
        return in.octet("approximate", 1) == 0
                ? null
                : DistinctCounter.ofRegisters(in.octets(DistinctCounter.REGISTERS));
    }

    private static long positive(long count) {
        if (count == 0) {
            throw new IllegalArgumentException("a category without rows");
        }
        return count;
    }
}
