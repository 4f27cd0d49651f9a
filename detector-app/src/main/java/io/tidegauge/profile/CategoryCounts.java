package io.tidegauge.profile;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows by category: exact up to {@value #MAX_CATEGORIES} categories of together {@value #MAX_CHARACTERS} characters;
 * beyond that approximate, keeping the heaviest categories with lower bounds of their counts, the exact total, and an
 * estimate of how many different categories there are.
 *
 * <p>While exact it depends on the rows only, not on their order. Approximate, the kept counts depend on the order; a
 * count falls short of the truth by at most total / 1,025 (total / 4,097 where labels have 64 characters or less), and
 * the estimate of different categories depends on the rows only. Strings of more than 256 characters are shortened to a
 * prefix and a hash.
 */
public final class CategoryCounts {

    /** Categories that are kept at most. */
    public static final int MAX_CATEGORIES = 4_096;

    /** Characters of all categories together that are kept at most, so that an encoded profile stays below 1 MB. */
    public static final int MAX_CHARACTERS = 262_144;

    private static final CategoryCounts NONE = new CategoryCounts(new String[0], new long[0], 0, null);

    /** Strictly ascending. */
    private final String[] labels;

    /** Of each label. */
    private final long[] rows;

    private final long total;
    private final @Nullable DistinctCounter distinct;

    /** Made when it is asked for, but that of no categories is there. */
    private @Nullable SortedMap<String, Long> counts;

    /**
     * @param labels strictly ascending
     * @param rows of each label, all positive
     */
    CategoryCounts(String[] labels, long[] rows, long total, @Nullable DistinctCounter distinct) {
        this.labels = labels;
        this.rows = rows;
        this.total = total;
        this.distinct = distinct;
        this.counts = labels.length == 0 ? Collections.emptySortedMap() : null;
    }

    CategoryCounts(SortedMap<String, Long> counts, long total, @Nullable DistinctCounter distinct) {
        this(
                counts.keySet().toArray(String[]::new),
                counts.values().stream().mapToLong(Long::longValue).toArray(),
                total,
                distinct);
    }

    /** The counts of no rows. */
    public static CategoryCounts empty() {
        return NONE;
    }

    /**
     * Counts by category; categories with a count of 0 are left out.
     *
     * @throws IllegalArgumentException for negative counts
     */
    public static CategoryCounts of(Map<String, Long> counts) {
        CategoryAccumulator accumulator = new CategoryAccumulator();
        counts.forEach((category, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("count of '" + category + "' is negative: " + count);
            }
            if (count > 0) {
                accumulator.add(category, count);
            }
        });
        return accumulator.counts();
    }

    /** Rows by category, at least 1 each, in the order of the strings; approximate: of the heaviest, lower bounds. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> known = counts;
        if (known == null) {
            TreeMap<String, Long> made = new TreeMap<>();
            forEach(made::put);
            known = Collections.unmodifiableSortedMap(made);
            counts = known; // whichever thread writes, the value is the same
        }
        return known;
    }

    /** Shows every category that is kept and its rows, in the order of the strings. */
    void forEach(ObjLongConsumer<String> to) {
        for (int i = 0; i < labels.length; i++) {
            to.accept(labels[i], rows[i]);
        }
    }

    /** Rows of the categories that are kept. */
    long named() {
        long named = 0;
        for (long count : rows) {
            named += count;
        }
        return named;
    }

    /** Categories that are kept. */
    int size() {
        return labels.length;
    }

    /** All rows, exactly, those of categories that are not kept included. */
    public long total() {
        return total;
    }

    /** Whether counts are lower bounds, and categories are missing. */
    public boolean approximate() {
        return distinct != null;
    }

    /** How many different categories there are: exactly, or estimated with a standard error of 1.6 %. */
    public double distinct() {
        return distinct == null ? size() : Math.max(size(), distinct.estimate());
    }

    /** The counts of both together. */
    public CategoryCounts merge(CategoryCounts other) {
        if (other.total == 0) {
            return this;
        }
        if (total == 0) {
            return other;
        }
        CategoryCounts exact = approximate() || other.approximate() ? null : exactSum(other);
        if (exact != null) {
            return exact;
        }
        CategoryAccumulator accumulator = new CategoryAccumulator();
        accumulator.addAll(this);
        accumulator.addAll(other);
        return accumulator.counts();
    }

    /** The sum of exact counts, or null where it has no room for all categories. */
    private @Nullable CategoryCounts exactSum(CategoryCounts other) {
        String[] united = new String[size() + other.size()];
        long[] sums = new long[united.length];
        int size = 0;
        int characters = 0;
        int i = 0;
        int j = 0;
        while (i < size() || j < other.size()) {
            int order = i == size() ? 1 : j == other.size() ? -1 : labels[i].compareTo(other.labels[j]);
            String label = order <= 0 ? labels[i] : other.labels[j];
            united[size] = label;
            sums[size++] = (order <= 0 ? rows[i++] : 0) + (order >= 0 ? other.rows[j++] : 0);
            characters += label.length();
        }
        return size > MAX_CATEGORIES || characters > MAX_CHARACTERS
                ? null
                : new CategoryCounts(
                        Arrays.copyOf(united, size),
                        Arrays.copyOf(sums, size),
                        Math.addExact(total, other.total),
                        null);
    }

    /** The same rows with no more than so many categories counted exactly; beyond that they are approximate. */
    CategoryCounts atMost(int categories) {
        if (size() <= categories) {
            return this;
        }
        CategoryAccumulator accumulator = new CategoryAccumulator(categories, new Footprint());
        accumulator.addAll(this);
        return accumulator.counts();
    }

    /**
     * The counts that remain without a part of these rows, for comparison only. Exact if these are; approximate counts
     * do not go below 0, and the estimate of different categories stays that of the whole.
     *
     * @throws IllegalArgumentException if the other is found not to be a part
     */
    public CategoryCounts subtract(CategoryCounts part) {
        SortedMap<String, Long> rest = new TreeMap<>(counts());
        part.counts().forEach((category, count) -> {
            long left = rest.getOrDefault(category, 0L) - count;
            if (left < 0 && !approximate()) {
                throw new IllegalArgumentException("not a part: it has " + count + " rows of '" + category
                        + "', the whole " + counts().getOrDefault(category, 0L));
            }
            if (left > 0) {
                rest.put(category, left);
            } else {
                rest.remove(category);
            }
        });
        if (part.total > total || (part.approximate() && !approximate())) {
            throw new IllegalArgumentException("not a part: " + part + " of " + this);
        }
        return new CategoryCounts(rest, total - part.total, distinct);
    }

    @Nullable
    DistinctCounter distinctCounter() {
        return distinct;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CategoryCounts that
                && total == that.total
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(rows, that.rows)
                && Objects.equals(distinct, that.distinct);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(labels) + Arrays.hashCode(rows)) + Long.hashCode(total);
    }

    @Override
    public String toString() {
        return size() + " categories of " + total + " rows" + (approximate() ? ", approximate" : "");
    }
}
