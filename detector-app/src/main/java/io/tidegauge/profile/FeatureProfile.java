package io.tidegauge.profile;

import io.tidegauge.event.FeatureKind;
import org.jspecify.annotations.Nullable;

/**
 * One feature in one window, as an immutable mergeable value: merging the profiles of the parts gives the profile of the
 * whole, in any order and any tree, with equal bytes when encoded. That holds for everything in it, moments included,
 * but for categories beyond their caps, which are approximate and say so.
 */
public final class FeatureProfile {

    private final Tally tally;
    private final NumericSketch numbers;

    /** Kept only when the sketch is not exact, since otherwise they follow from it. */
    private final PowerSums sums;

    private final CategoryCounts categories;
    private final Association association;

    private @Nullable Moments moments;
    private @Nullable CategoryCounts asCategories;

    /** What this was unpacked from. */
    private byte @Nullable [] packed;

    FeatureProfile(
            Tally tally, NumericSketch numbers, PowerSums sums, CategoryCounts categories, Association association) {
        long counted = Math.addExact(tally.counted(), Math.addExact(numbers.total(), categories.total()));
        if (counted > tally.rows()) {
            throw new IllegalArgumentException(counted + " values in " + tally.rows() + " rows");
        }
        if (association.rows() > tally.rows()) {
            throw new IllegalArgumentException(association.rows() + " rows beside a prediction among " + tally.rows());
        }
        this.tally = tally;
        this.numbers = numbers;
        this.sums = numbers.exact() ? PowerSums.NONE : sums;
        this.categories = categories;
        this.association = association;
    }

    /** The profile of no rows. */
    public static FeatureProfile empty(KeyMapping mapping) {
        return new FeatureProfile(
                Tally.NONE, NumericSketch.empty(mapping), PowerSums.NONE, CategoryCounts.empty(), Association.NONE);
    }

    /** Rows and nothing else: the profile of all features together. */
    public static FeatureProfile ofRows(long rows) {
        return new FeatureProfile(
                new Tally(rows, 0, 0, 0, 0, 0, 0),
                NumericSketch.empty(KeyMapping.STANDARD),
                PowerSums.NONE,
                CategoryCounts.empty(),
                Association.NONE);
    }

    /**
     * Events that named the feature, null or not: the sum of nulls, NaNs, infinities, trues, falses, numbers and
     * categories, but in a profile of rows only.
     */
    public long rows() {
        return tally.rows();
    }

    /** Rows without a value. */
    public long nulls() {
        return tally.nulls();
    }

    /** Rows that are not a number. */
    public long nans() {
        return tally.nans();
    }

    /** Rows that are +∞. */
    public long positiveInfinities() {
        return tally.positiveInfinities();
    }

    /** Rows that are -∞. */
    public long negativeInfinities() {
        return tally.negativeInfinities();
    }

    /** Booleans that are true. */
    public long trues() {
        return tally.trues();
    }

    /** Booleans that are false. */
    public long falses() {
        return tally.falses();
    }

    /** The finite numbers. */
    public NumericSketch numbers() {
        return numbers;
    }

    /**
     * Moments of the finite numbers. Of a subtracted profile, minimum and maximum may be those of the whole.
     */
    public Moments moments() {
        Moments known = moments;
        if (known == null) {
            known = powerSums().moments(numbers.total());
            moments = known; // whichever thread writes, the value is the same
        }
        return known;
    }

    /** The strings. */
    public CategoryCounts categories() {
        return categories;
    }

    /** The values beside the predictions of the same events; none where that was not asked for. */
    public Association association() {
        return association;
    }

    /** What most values are: CATEGORICAL if there are more strings and booleans than numbers of all sorts. */
    public FeatureKind dominantKind() {
        long labels = categories.total() + trues() + falses();
        long figures = numbers.total() + nans() + positiveInfinities() + negativeInfinities();
        return labels > figures ? FeatureKind.CATEGORICAL : FeatureKind.NUMERIC;
    }

    /**
     * All values as categories: strings, booleans as {@code true} and {@code false}, finite numbers in decimal, whole ones
     * without a fraction. Numbers in buckets of unequal values have no label and count in the total only; with any of
     * these the result is approximate.
     */
    public CategoryCounts asCategories() {
        CategoryCounts known = asCategories;
        if (known == null) {
            boolean onlyStrings = trues() + falses() + numbers.total() == 0;
            known = onlyStrings ? categories : gatherCategories();
            asCategories = known; // whichever thread writes, the value is the same
        }
        return known;
    }

    private CategoryCounts gatherCategories() {
        CategoryAccumulator all = new CategoryAccumulator();
        all.addAll(categories);
        if (trues() > 0) {
            all.add(Boolean.toString(true), trues());
        }
        if (falses() > 0) {
            all.add(Boolean.toString(false), falses());
        }
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.single(i)) {
                all.add(CategoryLabel.of(numbers.value(i)), numbers.count(i));
            } else {
                all.addUnnamed(numbers.count(i));
            }
        }
        return all.counts();
    }

    /**
     * The profile of both samples together.
     *
     * @throws IllegalArgumentException if the mappings differ
     * @throws IllegalStateException if one is the result of a subtraction
     */
    public FeatureProfile merge(FeatureProfile other) {
        NumericSketch merged = numbers.merge(other.numbers);
        return new FeatureProfile(
                tally.plus(other.tally),
                merged,
                mergedSums(other, merged),
                categories.merge(other.categories),
                association.plus(other.association));
    }

    /** The same profile with no more than so many categories counted exactly: beyond that they are approximate. */
    public FeatureProfile withCategoriesAtMost(int most) {
        CategoryCounts fewer = categories.atMost(most);
        return fewer == categories ? this : new FeatureProfile(tally, numbers, sums, fewer, association);
    }

    private PowerSums mergedSums(FeatureProfile other, NumericSketch merged) {
        if (merged.exact()) {
            return PowerSums.NONE;
        }
        if (numbers.total() == 0) {
            return other.sums;
        }
        return other.numbers.total() == 0 ? sums : powerSums().plus(other.powerSums());
    }

    /**
     * What remains without a part of the rows: for comparison only, it refuses to be merged or encoded. See
     * {@link NumericSketch#subtract}.
     *
     * @throws IllegalArgumentException if the other is found not to be a part
     */
    public FeatureProfile subtract(FeatureProfile part) {
        return new FeatureProfile(
                tally.minus(part.tally),
                numbers.subtract(part.numbers),
                powerSums().minus(part.powerSums()),
                categories.subtract(part.categories),
                association.minus(part.association));
    }

    private PowerSums powerSums() {
        return numbers.exact() ? numbers.powerSums() : sums;
    }

    /**
     * The profile as bytes; equal profiles give equal bytes. The format is versioned: see {@link ProfileCodec}.
     *
     * @throws IllegalStateException if this is the result of a subtraction
     */
    public byte[] encode() {
        return ProfileCodec.encode(this);
    }

    /**
     * The profile in as few bytes as we know how, for what only this application reads, and soon replaces; equal profiles
     * give equal bytes. {@link #decode} reads it. See {@link PackedProfile}.
     *
     * @throws IllegalStateException if this is the result of a subtraction
     */
    public byte[] pack() {
        return packed == null ? PackedProfile.encode(this) : packed.clone();
    }

    /**
     * Reads what {@link #pack} made, as {@link #decode} does, and keeps the bytes beside it: to pack it again takes no time
     * then.
     *
     * @throws ProfileFormatException for bytes that are no profile
     */
    public static FeatureProfile unpack(byte[] bytes) {
        FeatureProfile profile = decode(bytes);
        if (bytes[0] == PackedProfile.VERSION) {
            profile.packed = bytes.clone();
        }
        return profile;
    }

    /** The same rows, their numbers on a grid that is at least so coarse: for what is merged with others that need it. */
    FeatureProfile coarsened(int shift) {
        NumericSketch coarser = numbers.coarsened(shift);
        return coarser == numbers ? this : new FeatureProfile(tally, coarser, powerSums(), categories, association);
    }

    /**
     * Reads a profile of this or an earlier version.
     *
     * @throws ProfileFormatException for bytes that are none
     */
    public static FeatureProfile decode(byte[] bytes) {
        return ProfileCodec.decode(bytes);
    }

    Tally tally() {
        return tally;
    }

    /** The power sums that are stored; {@link PowerSums#NONE} when the sketch is exact. */
    PowerSums storedSums() {
        return sums;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureProfile that
                && tally.equals(that.tally)
                && numbers.equals(that.numbers)
                && sums.equals(that.sums)
                && categories.equals(that.categories)
                && association.equals(that.association);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * tally.hashCode() + numbers.hashCode()) + categories.hashCode();
    }

    @Override
    public String toString() {
        return rows() + " rows, " + nulls() + " null; numbers: " + numbers + "; " + categories;
    }
}
