package io.tidegauge.profile;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Categories counted as {@link CategoryCounts} describes it, without a thought for speed. */
final class CategoryReference {

    private final int cap;
    private final Set<String> seen = new HashSet<>();
    private Map<String, Long> counts = new TreeMap<>();
    private int characters;
    private long total;
    private boolean approximate;

    CategoryReference(int cap) {
        this.cap = cap;
    }

    void add(String text) {
        String label = CategoryLabel.of(text);
        seen.add(label);
        if (counts.merge(label, 1L, Long::sum) == 1) {
            characters += label.length();
        }
        total++;
        approximate |= exceeds(1);
        if (exceeds(2)) {
            thin();
        }
    }

    private boolean exceeds(int times) {
        return counts.size() > times * cap || characters > times * CategoryCounts.MAX_CHARACTERS;
    }

    private void thin() {
        List<Map.Entry<String, Long>> ranked = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        int kept = 0;
        int length = ranked.get(0).getKey().length();
        while (kept < cap && length <= CategoryCounts.MAX_CHARACTERS) {
            kept++;
            length += ranked.get(kept).getKey().length();
        }
        long taken = ranked.get(kept).getValue();
        Map<String, Long> left = new TreeMap<>();
        counts.forEach((label, count) -> {
            if (count > taken) {
                left.put(label, count - taken);
            }
        });
        counts = left;
        characters = left.keySet().stream().mapToInt(String::length).sum();
    }

    CategoryCounts counts() {
        if (exceeds(1)) {
            thin();
        }
        DistinctCounter distinct = DistinctCounter.empty();
        seen.forEach(distinct::add);
        return new CategoryCounts(new TreeMap<>(counts), total, approximate ? distinct : null);
    }
}
