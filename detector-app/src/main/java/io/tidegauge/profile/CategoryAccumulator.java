package io.tidegauge.profile;

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

    private static final Comparator<Map.Entry<String, Tally>> HEAVIEST_FIRST =
            Comparator.<Map.Entry<String, Tally>>comparingLong(entry -> -entry.getValue().count)
                    .thenComparing(Map.Entry::getKey);

    /** A count that is added to in place. */
    private static final class Tally {
        private long count;
    }

    private final Map<String, Tally> tallies = new HashMap<>();
    private long characters;
    private long total;
    private @Nullable DistinctCounter distinct;

    /** Adds one row. */
    void add(String text) {
        addLabel(CategoryLabel.of(text), 1);
        total++;
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
        Tally tally = tallies.get(label);
        if (tally == null) {
            tally = new Tally();
            tallies.put(label, tally);
            characters += label.length();
            if (distinct != null) {
                distinct.add(label);
            }
        }
        tally.count += count;
        if (exceeds(1)) {
            approximate();
            if (exceeds(SLACK)) {
                thin();
            }
        }
    }

    private boolean exceeds(int times) {
        return tallies.size() > times * CategoryCounts.MAX_CATEGORIES
                || characters > (long) times * CategoryCounts.MAX_CHARACTERS;
    }

    /** From here on the counts are approximate, and different categories are estimated. */
    private DistinctCounter approximate() {
        DistinctCounter counter = distinct;
        if (counter == null) {
            counter = DistinctCounter.empty();
            tallies.keySet().forEach(counter::add);
            distinct = counter;
        }
        return counter;
    }

    /** Takes the count of the heaviest category that does not fit from all of them, which leaves those that do. */
    private void thin() {
        List<Map.Entry<String, Tally>> ranked = new ArrayList<>(tallies.entrySet());
        ranked.sort(HEAVIEST_FIRST);
        int fitting = 0;
        long length = 0;
        while (fitting < CategoryCounts.MAX_CATEGORIES && length <= CategoryCounts.MAX_CHARACTERS) {
            length += ranked.get(fitting++).getKey().length();
        }
        if (length > CategoryCounts.MAX_CHARACTERS) {
            fitting--;
        }
        long taken = ranked.get(fitting).getValue().count;
        tallies.values().forEach(tally -> tally.count -= taken);
        tallies.values().removeIf(tally -> tally.count <= 0);
        characters = tallies.keySet().stream().mapToLong(String::length).sum();
    }

    /** The counts so far. */
    CategoryCounts counts() {
        if (exceeds(1)) {
            thin();
        }
        TreeMap<String, Long> counts = new TreeMap<>();
        tallies.forEach((label, tally) -> counts.put(label, tally.count));
        return new CategoryCounts(counts, total, distinct == null ? null : distinct.copy());
    }
}
