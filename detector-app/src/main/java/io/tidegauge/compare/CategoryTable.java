package io.tidegauge.compare;

import io.tidegauge.profile.CategoryCounts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two sides' counts of every category, in the order of the strings. Categories that an approximate side did not keep are together
 * at the end.
 */
public final class CategoryTable {

    /** Code-point order: that of UTF-8 bytes, not that of {@link String#compareTo}. */
    static final Comparator<String> CODE_POINTS = CategoryTable::compareCodePoints;

    private final CategoryCounts baseline;
    private final CategoryCounts window;
    private final long[] baselineCounts;
    private final long[] windowCounts;
    private final long unseen;

    private CategoryTable(CategoryCounts baseline, CategoryCounts window) {
        this.baseline = baseline;
        this.window = window;
        int most = baseline.counts().size() + window.counts().size() + 1;
        long[] before = new long[most];
        long[] now = new long[most];
        int size = pair(new Entries(baseline), new Entries(window), before, now);
        before[size] = baseline.total() - Arrays.stream(before).sum();
        now[size] = window.total() - Arrays.stream(now).sum();
        this.baselineCounts = Arrays.copyOf(before, size + 1);
        this.windowCounts = Arrays.copyOf(now, size + 1);
        this.unseen = baseline.approximate() ? 0 : only(windowCounts, baselineCounts, true);
    }

    /** Pairs two sides' counts. */
    public static CategoryTable of(CategoryCounts baseline, CategoryCounts window) {
        return new CategoryTable(baseline, window);
    }

    /** Walks both sides in their common order. Gives how many categories there are. */
    private static int pair(Entries left, Entries right, long[] before, long[] now) {
        int size = 0;
        while (left.category != null || right.category != null) {
            int order =
                    left.category == null ? 1 : right.category == null ? -1 : left.category.compareTo(right.category);
            if (order <= 0) {
                before[size] = left.take();
            }
            if (order >= 0) {
                now[size] = right.take();
            }
            size++;
        }
        return size;
    }

    /** A place in one side's categories. */
    private static final class Entries {
        private final Iterator<Map.Entry<String, Long>> rest;
        private @Nullable String category;
        private long count;

        Entries(CategoryCounts side) {
            rest = side.counts().entrySet().iterator();
            look();
        }

        /** The count at this place; goes on to the next. */
        long take() {
            long taken = count;
            look();
            return taken;
        }

        private void look() {
            Map.Entry<String, Long> next = rest.hasNext() ? rest.next() : null;
            category = next == null ? null : next.getKey();
            count = next == null ? 0 : next.getValue();
        }
    }

    void addTo(StatisticTable table) {
        CellStatistics.addTo(table, baselineCounts, windowCounts);
        entropy(baselineCounts).ifPresent(bits -> table.put(StatisticName.BASELINE_ENTROPY, bits));
        entropy(windowCounts).ifPresent(bits -> table.put(StatisticName.WINDOW_ENTROPY, bits));
        addMode(table);
        addDistinct(table);
        addFisher(table);
        if (baseline.approximate()) {
            table.undefined(
                    "the baseline does not keep all of its categories",
                    StatisticName.UNSEEN_MASS,
                    StatisticName.UNSEEN_MASS_EXPECTED,
                    StatisticName.UNSEEN_MASS_P,
                    StatisticName.UNSEEN_CATEGORIES);
        } else if (baseline.total() > 0 && window.total() > 0) {
            table.put(StatisticName.UNSEEN_MASS, unseenRows() / (double) window.total());
            table.put(StatisticName.UNSEEN_MASS_EXPECTED, seenOnce(baseline) / (double) baseline.total());
            table.put(
                    StatisticName.UNSEEN_MASS_P,
                    ExactBinomial.upperTail(
                            unseenRows(), window.total(), Math.max(1, seenOnce(baseline)) / (double) baseline.total()));
            table.put(StatisticName.UNSEEN_CATEGORIES, only(windowCounts, baselineCounts, false));
        }
        if (!window.approximate() && baseline.total() > 0 && window.total() > 0) {
            table.put(StatisticName.MISSING_CATEGORIES, only(baselineCounts, windowCounts, false));
        }
    }

    private void addMode(StatisticTable table) {
        Optional<String> before = mode(baseline);
        Optional<String> now = mode(window);
        if (before.isEmpty() || now.isEmpty()) {
            return;
        }
        table.put(StatisticName.MODE_CHANGED, before.equals(now) ? 0 : 1);
        if (before.equals(now) || window.approximate()) {
            table.undefined(
                    before.equals(now) ? "the mode is the same" : "the window does not keep all of its categories",
                    StatisticName.MODE_CHANGE_MARGIN,
                    StatisticName.MODE_CHANGE_P);
            return;
        }
        ModeChange change = ModeChange.of(
                window.counts().getOrDefault(now.get(), 0L),
                window.counts().getOrDefault(before.get(), 0L),
                window.total());
        table.put(StatisticName.MODE_CHANGE_MARGIN, change.margin());
        table.put(StatisticName.MODE_CHANGE_P, change.pValue());
    }

    private void addDistinct(StatisticTable table) {
        if (baseline.total() == 0 || window.total() == 0) {
            return;
        }
        table.put(StatisticName.DISTINCT_RATIO, window.distinct() / baseline.distinct());
        if (baseline.approximate() || window.approximate()) {
            table.undefined("a side does not keep all of its categories", StatisticName.DISTINCT_RATIO_RAREFIED);
            return;
        }
        table.put(StatisticName.DISTINCT_RATIO_RAREFIED, Rarefaction.ratio(rows(baseline), rows(window)));
    }

    private static long[] rows(CategoryCounts side) {
        return side.counts().values().stream().mapToLong(Long::longValue).toArray();
    }

    private void addFisher(StatisticTable table) {
        if (!CellCounts.comparable(baselineCounts, windowCounts)) {
            return;
        }
        CellCounts cells = CellCounts.of(baselineCounts, windowCounts);
        if (cells.size() != 2) {
            table.undefined("there are not two categories", StatisticName.FISHER_EXACT_P);
            return;
        }
        table.put(
                StatisticName.FISHER_EXACT_P,
                FisherExact.pValue(cells.baseline(0), cells.baselineTotal(), cells.window(0), cells.windowTotal()));
    }

    /** The most frequent category, of equally frequent ones the first in code-point order; empty without rows. */
    public static Optional<String> mode(CategoryCounts counts) {
        return counts.counts().entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(CODE_POINTS)))
                .map(Map.Entry::getKey);
    }

    /** Window rows in categories that the baseline does not have; 0 where the baseline did not keep all of its own. */
    public long unseenRows() {
        return unseen;
    }

    static long unseenRows(CategoryCounts baseline, CategoryCounts window) {
        return of(baseline, window).unseenRows();
    }

    /** Categories with rows on the first side only, or those rows; what was not kept is no such category. */
    private static long only(long[] side, long[] other, boolean rows) {
        long sum = 0;
        for (int i = 0; i < side.length - 1; i++) {
            if (side[i] > 0 && other[i] == 0) {
                sum += rows ? side[i] : 1;
            }
        }
        return sum;
    }

    /** Categories with one row: their share of the rows estimates the chance of an unseen category (Good, 1953). */
    private static long seenOnce(CategoryCounts counts) {
        return counts.counts().values().stream().filter(count -> count == 1).count();
    }

    /** −Σ p log2 p in bits; empty without rows. */
    private static Optional<Double> entropy(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total == 0) {
            return Optional.empty();
        }
        double nats = 0;
        for (long count : counts) {
            if (count > 0) {
                nats -= count / total * Math.log(count / total);
            }
        }
        return Optional.of(Math.max(0, nats) / Math.log(2));
    }

    private static int compareCodePoints(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        if (at == a.length() || at == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        // Surrogates stand for code points above all others.
        char left = a.charAt(at);
        char right = b.charAt(at);
        boolean leftPair = Character.isSurrogate(left);
        return leftPair == Character.isSurrogate(right) ? Character.compare(left, right) : leftPair ? 1 : -1;
    }
}
