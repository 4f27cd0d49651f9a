package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cells of categories. Where the baseline did not keep all of its categories, those that it does not have cannot be told
 * from its others and count as these.
 */
final class CategoryLayout implements CellLayout {

    /** Categories with a cell of their own. */
    static final int TOP = 50;

    private static final List<String> BESIDE_TOP =
            List.of(CellLabel.OTHER, CellLabel.UNSEEN, CellLabel.MISSING, CellLabel.NOT_A_NUMBER);

    private final CategoryCounts baseline;

    /** In code-point order. */
    private final List<String> top;

    CategoryLayout(CategoryCounts baseline) {
        this.baseline = baseline;
        this.top = top(baseline);
    }

    /** The most frequent categories; of equally frequent ones, the first in code-point order. */
    private static List<String> top(CategoryCounts counts) {
        Set<String> top = new TreeSet<>(CategoryTable.CODE_POINTS);
        counts.counts().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry.comparingByKey(CategoryTable.CODE_POINTS)))
                .limit(TOP)
                .forEach(entry -> top.add(entry.getKey()));
        return List.copyOf(top);
    }

    @Override
    public FeatureKind kind() {
        return FeatureKind.CATEGORICAL;
    }

    @Override
    public int size() {
        return top.size() + BESIDE_TOP.size();
    }

    @Override
    public int valueCells() {
        return top.size() + 2;
    }

    @Override
    public int ordered() {
        return 0;
    }

    @Override
    public long[] counts(FeatureProfile profile, long rows) {
        Side side = new Side("of categories", profile, rows);
        CategoryCounts categories = profile.asCategories();
        long[] counts = new long[size()];
        long rest = categories.total();
        for (int i = 0; i < top.size(); i++) {
            counts[i] = categories.counts().getOrDefault(top.get(i), 0L);
            rest -= counts[i];
        }
        long unseen = CategoryTable.unseenRows(baseline, categories);
        int next = top.size();
        counts[next++] = rest - unseen;
        counts[next++] = unseen;
        counts[next++] = side.missing();
        counts[next] = side.notNumbers();
        return counts;
    }

    @Override
    public CellTable table(long[] baselineCounts, FeatureProfile window, long rows) {
        List<String> labels = new ArrayList<>(top);
        labels.addAll(BESIDE_TOP);
        return new CellTable(labels, CellUnion.none(this), baselineCounts.clone(), counts(window, rows));
    }
}
