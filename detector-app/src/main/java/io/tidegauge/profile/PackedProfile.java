package io.tidegauge.profile;

/**
 * The bytes of a profile where it is written again and again: in internal topics and open windows. Version 3, with
 * numbers as in {@link ProfileWriter#number}, mapping, sums and association as in {@link ProfileCodec}:
 *
 * <pre>
 * version        one byte
 * mapping        as in the other versions
 * parts          one byte: 1 numbers + 2 categories + 4 association, of those that there are
 * counts         one byte: the lowest bit says that there are rows, the next ones nulls, NaNs, +∞, -∞, trues and falses;
 *                then of each that there is, how many
 * numbers        see {@link PackedSketch}; where it has a bucket of unequal values, one byte: 1 the minimum follows + 2 the
 *                maximum does; 8 bytes of each; else it is the single value of the first bucket, or the last; then the
 *                four sums
 * categories     see {@link PackedCategories}
 * association    see {@link AssociationCodec}
 * </pre>
 */
final class PackedProfile {

    static final int VERSION = 3;

    private static final int NUMBERS = 1;
    private static final int CATEGORIES = 2;
    private static final int ASSOCIATION = 4;

    private static final int MINIMUM = 1;
    private static final int MAXIMUM = 2;

    private static final int COUNTS = 7;

    private PackedProfile() {}

    static byte[] encode(FeatureProfile profile) {
        profile.numbers().requireWhole();
        ProfileWriter out = new ProfileWriter();
        out.octet(VERSION);
        ProfileCodec.writeMapping(out, profile.numbers().mapping());
        CategoryCounts categories = profile.categories();
        boolean categorical = categories.total() > 0 || categories.distinctCounter() != null;
        boolean associated = profile.association().rows() > 0;
        out.octet((profile.numbers().size() > 0 ? NUMBERS : 0)
                | (categorical ? CATEGORIES : 0)
                | (associated ? ASSOCIATION : 0));
        writeTally(out, profile.tally());
        if (profile.numbers().size() > 0) {
            writeNumbers(out, profile);
        }
        if (categorical) {
            PackedCategories.write(out, categories);
        }
        if (associated) {
            AssociationCodec.write(out, profile.association());
        }
        return out.toByteArray();
    }

    /** Reads what follows the version. */
    static FeatureProfile read(ProfileReader in) {
        KeyMapping mapping = ProfileCodec.readMapping(in);
        int parts = in.octet("parts", NUMBERS | CATEGORIES | ASSOCIATION);
        Tally tally = readTally(in);
        NumericSketch numbers = (parts & NUMBERS) == 0 ? NumericSketch.empty(mapping) : PackedSketch.read(in, mapping);
        PowerSums sums = numbers.exact() ? PowerSums.NONE : readSums(in, numbers);
        CategoryCounts categories = (parts & CATEGORIES) == 0 ? CategoryCounts.empty() : PackedCategories.read(in);
        Association association = (parts & ASSOCIATION) == 0 ? Association.NONE : AssociationCodec.read(in);
        return new FeatureProfile(tally, numbers, sums, categories, association);
    }

    private static void writeTally(ProfileWriter out, Tally tally) {
        long[] counts = {
            tally.rows(),
            tally.nulls(),
            tally.nans(),
            tally.positiveInfinities(),
            tally.negativeInfinities(),
            tally.trues(),
            tally.falses()
        };
        int there = 0;
        for (int i = 0; i < COUNTS; i++) {
            there |= counts[i] > 0 ? 1 << i : 0;
        }
        out.octet(there);
        for (long count : counts) {
            if (count > 0) {
                out.number(count);
            }
        }
    }

    private static Tally readTally(ProfileReader in) {
        int there = in.octet("counts", (1 << COUNTS) - 1);
        long[] counts = new long[COUNTS];
        for (int i = 0; i < COUNTS; i++) {
            counts[i] = (there >> i & 1) == 0 ? 0 : in.count();
        }
        return new Tally(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    }

    private static void writeNumbers(ProfileWriter out, FeatureProfile profile) {
        NumericSketch numbers = profile.numbers();
        PackedSketch.write(out, numbers);
        if (numbers.exact()) {
            return;
        }
        PowerSums sums = profile.storedSums();
        boolean minimum = !isValueOf(numbers, 0, sums.min());
        boolean maximum = !isValueOf(numbers, numbers.size() - 1, sums.max());
        out.octet((minimum ? MINIMUM : 0) | (maximum ? MAXIMUM : 0));
        if (minimum) {
            out.real(sums.min());
        }
        if (maximum) {
            out.real(sums.max());
        }
        ProfileCodec.writePowers(out, sums);
    }

    private static boolean isValueOf(NumericSketch numbers, int bucket, double extreme) {
        return numbers.single(bucket)
                && Double.doubleToRawLongBits(numbers.value(bucket)) == Double.doubleToRawLongBits(extreme);
    }

    private static PowerSums readSums(ProfileReader in, NumericSketch numbers) {
        int given = in.octet("extremes", MINIMUM | MAXIMUM);
        double min = (given & MINIMUM) == 0 ? single(numbers, 0) : in.real();
        double max = (given & MAXIMUM) == 0 ? single(numbers, numbers.size() - 1) : in.real();
        return ProfileCodec.readPowers(in, numbers, min, max);
    }

    private static double single(NumericSketch numbers, int bucket) {
        if (!numbers.single(bucket)) {
            throw new IllegalArgumentException("an extreme value is missing, and bucket " + bucket + " has several");
        }
        return numbers.value(bucket);
    }
}
