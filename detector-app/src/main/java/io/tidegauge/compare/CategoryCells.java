package io.tidegauge.compare;

import io.tidegauge.profile.CategoryCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The decision's cells of a categorical feature: the baseline's most frequent categories, its others together, and what it
 * does not have (unseen). Where the baseline did not keep all of its categories, unseen ones cannot be told from the
 * others and count as these.
 */
final class CategoryCells {

    /** Categories with a cell of their own. */
    static final int TOP = 50;

    private CategoryCells() {}

    static CellTable.Builder of(CategoryCounts baseline, CategoryCounts window) {
        List<String> top = top(baseline);
        CellTable.Builder cells = CellTable.unordered();
        long restOfBaseline = baseline.total();
        long restOfWindow = window.total();
        for (String category : top) {
            long before = baseline.counts().getOrDefault(category, 0L);
            long now = window.counts().getOrDefault(category, 0L);
            cells.value(category, before, now);
            restOfBaseline -= before;
            restOfWindow -= now;
        }
        long unseen = CategoryTable.of(baseline, window).unseenRows();
        return cells.value(CellLabel.OTHER, restOfBaseline, restOfWindow - unseen)
                .value(CellLabel.UNSEEN, 0, unseen);
    }

    /** The most frequent categories in code-point order; of equally frequent ones, the first in that order. */
    private static List<String> top(CategoryCounts counts) {
        Set<String> top = new TreeSet<>(CategoryTable.CODE_POINTS);
        counts.counts().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry.comparingByKey(CategoryTable.CODE_POINTS)))
                .limit(TOP)
                .forEach(entry -> top.add(entry.getKey()));
        return List.copyOf(top);
    }
}
