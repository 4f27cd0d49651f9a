package io.tidegauge.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The mutable form of {@link CategoryCounts}. Exact up to its caps; beyond, Misra and Gries' frequent items, thinned as
 * in "Mergeable Summaries" (Agarwal, Cormode, Huang, Phillips, Wei, Yi, PODS 2012), so that a count falls short of the
 * truth by at most total / (kept + 1).
 */
final class CategoryAccumulator {

    /** While live it holds up to this many times the caps, so that thinning is rare. */
    private static final int SLACK = 2;

    private static final Comparator<Map.Entry<String, Rows>> HEAVIEST_FIRST =
            Comparator.<Map.Entry<String, Rows>>comparingLong(entry -> -entry.getValue().count)
                    .thenComparing(Map.Entry::getKey);

    /** A count that is added to in place. */
    private static final class Rows {
        private long count;
    }

    /** A label's place in the table, its entry, its count and its string without the characters. */
    private static final int LABEL_BYTES = 120;

    /** Itself and an empty table. */
    private static final int OWN_BYTES = 176;

    private final int maxCategories;
    private final Footprint footprint;
    private final Map<String, Rows> rows = new HashMap<>();
    private long characters;
    private long total;
    private @Nullable DistinctCounter distinct;

    /** Holds all that a profile has room for, and tells nobody how much that is. */
    CategoryAccumulator() {
        this(CategoryCounts.MAX_CATEGORIES, new Footprint());
    }

    /**
     * @param maxCategories categories that are counted exactly
     * @param footprint is told how much memory this takes
     */
    CategoryAccumulator(int maxCategories, Footprint footprint) {
        this.maxCategories = maxCategories;
        this.footprint = footprint;
        footprint.add(OWN_BYTES);
    }

    /** Adds one row. */
    void add(String text) {
        addLabel(CategoryLabel.of(text), 1);
        total++;
    }

    /** Adds one row, whose text is given as its UTF-8 bytes; malformed ones are replaced as Avro does. */
    void addUtf8(byte[] bytes, int offset, int length) {
        add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    /** Adds rows of one category. */
    void add(String text, long count) {
        addLabel(CategoryLabel.of(text), count);
        total = Math.addExact(total, count);
    }

    /** Adds rows whose category is not known: they count in the total only, and make the counts approximate. */
    void addUnnamed(long count) {
        approximate();
        total = Math.addExact(total, count);
    }

    /** Adds all rows of the other. */
    void addAll(CategoryCounts other) {
        DistinctCounter seen = other.distinctCounter();
        if (seen != null) {
            approximate().addAll(seen);
        }
        other.counts().forEach(this::addLabel);
        total = Math.addExact(total, other.total());
    }

    private void addLabel(String label, long count) {
        Rows ofLabel = rows.get(label);
        if (ofLabel == null) {
            ofLabel = new Rows();
            rows.put(label, ofLabel);
            characters += label.length();
            footprint.add(LABEL_BYTES + Footprint.ofCharacters(label.length()));
            if (distinct != null) {
                distinct.add(label);
            }
        }
        ofLabel.count += count;
        if (exceeds(1)) {
            approximate();
            if (exceeds(SLACK)) {
                thin();
            }
        }
    }

    private boolean exceeds(int times) {
        return rows.size() > times * maxCategories || characters > (long) times * CategoryCounts.MAX_CHARACTERS;
    }

    /** From here on the counts are approximate, and different categories are estimated. */
    private DistinctCounter approximate() {
        DistinctCounter counter = distinct;
        if (counter == null) {
            counter = DistinctCounter.empty();
            footprint.add(DistinctCounter.REGISTERS);
            rows.keySet().forEach(counter::add);
            distinct = counter;
        }
        return counter;
    }

    /** Takes the count of the heaviest category that does not fit from all of them, which leaves those that do. */
    private void thin() {
        List<Map.Entry<String, Rows>> ranked = new ArrayList<>(rows.entrySet());
        ranked.sort(HEAVIEST_FIRST);
        int fitting = 0;
        long length = 0;
        while (fitting < maxCategories && length <= CategoryCounts.MAX_CHARACTERS) {
            length += ranked.get(fitting++).getKey().length();
        }
        if (length > CategoryCounts.MAX_CHARACTERS) {
            fitting--;
        }
        long taken = ranked.get(fitting).getValue().count;
        rows.values().forEach(ofLabel -> ofLabel.count -= taken);
        rows.values().removeIf(ofLabel -> ofLabel.count <= 0);
        long left = rows.keySet().stream().mapToLong(String::length).sum();
        footprint.add(-(ranked.size() - rows.size()) * (long) LABEL_BYTES - Footprint.ofCharacters(characters - left));
        characters = left;
    }

    /** The counts so far. */
    CategoryCounts counts() {
        if (exceeds(1)) {
            thin();
        }
        TreeMap<String, Long> counts = new TreeMap<>();
        rows.forEach((label, ofLabel) -> counts.put(label, ofLabel.count));
        return new CategoryCounts(counts, total, distinct == null ? null : distinct.copy());
    }
}
