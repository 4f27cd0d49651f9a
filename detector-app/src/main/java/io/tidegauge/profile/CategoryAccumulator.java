package io.tidegauge.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The mutable form of {@link CategoryCounts}. Exact up to its caps; beyond, Misra and Gries' frequent items, thinned as
 * in "Mergeable Summaries" (Agarwal, Cormode, Huang, Phillips, Wei, Yi, PODS 2012), so that a count falls short of the
 * truth by at most total / (kept + 1).
 */
final class CategoryAccumulator {

    /** While live it holds up to this many times the caps, so that thinning is rare. */
    private static final int SLACK = 2;

    /** A label and its rows while the labels are put in order. */
    private record Ranked(String label, long rows) {}

    private static final Comparator<Ranked> HEAVIEST_FIRST =
            Comparator.<Ranked>comparingLong(ranked -> -ranked.rows).thenComparing(Ranked::label);

    /** A label's place in the map, its entry, its count and its string without the characters. */
    private static final int LABEL_BYTES = 120;

    /** Itself and an empty map. */
    private static final int OWN_BYTES = 112;

    private final int maxCategories;
    private final Footprint footprint;
    private final LabelSlices slices;

    /** Labels that are no UTF-8, since half of a surrogate pair is missing, and those crowded out of the slices. */
    private final Map<String, Long> others = new HashMap<>();

    private long characters;

    /** Characters of the longest label there ever was. */
    private int longest;

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
        this.slices = new LabelSlices(footprint, this::putOther);
        footprint.add(OWN_BYTES);
    }

    /** Adds one row. */
    void add(String text) {
        addLabel(CategoryLabel.of(text), 1);
        total++;
    }

    /**
     * Adds one row of the category that is written so in UTF-8; of malformed bytes, of which Avro makes replacement
     * characters, of the same category as it would be there. A label that is known costs no string.
     */
    void addUtf8(byte[] bytes, int offset, int length) {
        int known = slices.find(bytes, offset, length);
        if (known != LabelSlices.NONE) {
            slices.add(known, 1);
            total++;
        } else {
            add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
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
        other.forEach(this::addLabel);
        total = Math.addExact(total, other.total());
    }

    private void addLabel(String label, long count) {
        byte[] utf8 = label.getBytes(StandardCharsets.UTF_8);
        boolean faithful = label.equals(new String(utf8, StandardCharsets.UTF_8));
        int known = faithful ? slices.find(utf8, 0, utf8.length) : LabelSlices.NONE;
        if (known != LabelSlices.NONE) {
            slices.add(known, count);
        } else if (others.containsKey(label)) {
            others.merge(label, count, Long::sum);
        } else {
            if (faithful) {
                slices.insert(utf8, count);
            } else {
                putOther(label, count);
            }
            begin(label);
        }
    }

    private void putOther(String label, long count) {
        others.put(label, count);
        footprint.add(LABEL_BYTES + Footprint.ofCharacters(label.length()));
    }

    /** What a label brings that was not there. */
    private void begin(String label) {
        characters += label.length();
        longest = Math.max(longest, label.length());
        if (distinct != null) {
            distinct.add(label);
        }
        if (exceeds(1)) {
            approximate();
            if (exceeds(SLACK)) {
                thin();
            }
        }
    }

    private int size() {
        return slices.size() + others.size();
    }

    private void forEach(ObjLongConsumer<String> to) {
        slices.forEach(to);
        others.forEach(to::accept);
    }

    private boolean exceeds(int times) {
        return size() > times * maxCategories || characters > (long) times * CategoryCounts.MAX_CHARACTERS;
    }

    /** From here on the counts are approximate, and different categories are estimated. */
    private DistinctCounter approximate() {
        if (distinct == null) {
            DistinctCounter counter = DistinctCounter.empty();
            footprint.add(DistinctCounter.REGISTERS);
            forEach((label, rows) -> counter.add(label));
            distinct = counter;
        }
        return distinct;
    }

    /** Takes the count of the heaviest category that does not fit from all of them, which leaves those that do. */
    private void thin() {
        long taken = heaviestThatDoesNotFit();
        others.replaceAll((label, rows) -> rows - taken);
        others.forEach((label, rows) -> {
            if (rows <= 0) {
                footprint.add(-LABEL_BYTES - Footprint.ofCharacters(label.length()));
            }
        });
        others.values().removeIf(rows -> rows <= 0);
        slices.take(taken);
        characters = 0;
        forEach((label, rows) -> characters += label.length());
    }

    private long heaviestThatDoesNotFit() {
        if ((long) maxCategories * longest <= CategoryCounts.MAX_CHARACTERS) {
            return heaviestBeyond(maxCategories); // whatever their labels are
        }
        List<Ranked> ranked = new ArrayList<>(size());
        forEach((label, rows) -> ranked.add(new Ranked(label, rows)));
        ranked.sort(HEAVIEST_FIRST);
        int fitting = 0;
        long length = 0;
        while (fitting < maxCategories && length <= CategoryCounts.MAX_CHARACTERS) {
            length += ranked.get(fitting++).label.length();
        }
        if (length > CategoryCounts.MAX_CHARACTERS) {
            fitting--;
        }
        return ranked.get(fitting).rows;
    }

    private long heaviestBeyond(int fitting) {
        LongStream.Builder counts = LongStream.builder();
        forEach((label, rows) -> counts.add(rows));
        long[] ascending = counts.build().sorted().toArray();
        return ascending[ascending.length - 1 - fitting];
    }

    /** The counts so far. */
    CategoryCounts counts() {
        if (exceeds(1)) {
            thin();
        }
        List<Ranked> ascending = new ArrayList<>(size());
        forEach((label, rows) -> ascending.add(new Ranked(label, rows)));
        ascending.sort(Comparator.comparing(Ranked::label));
        String[] labels = new String[ascending.size()];
        long[] rows = new long[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = ascending.get(i).label;
            rows[i] = ascending.get(i).rows;
        }
        return new CategoryCounts(labels, rows, total, distinct == null ? null : distinct.copy());
    }
}
