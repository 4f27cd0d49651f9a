package io.tidegauge.backtest;

import io.tidegauge.event.FeatureNames;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what opened against what is known to be true; docs/scorecard.md has the rules. */
public final class Scoring {

    private final String set;
    private final SortedSet<String> features;
    private final List<Truth> truths;
    private final Map<Integer, ScoredWindow> windows;
    private final List<ScoredWindow> inOrder;

    /**
     * Scores one data set.
     *
     * @param features the features that are judged
     * @param truths what is known of them
     * @param windows the windows that were judged
     */
    public Scoring(String set, SortedSet<String> features, List<Truth> truths, List<ScoredWindow> windows) {
        this.set = set;
        this.features = new TreeSet<>(features);
        this.truths = List.copyOf(truths);
        this.inOrder = windows.stream()
                .sorted(Comparator.comparingInt(ScoredWindow::number))
                .toList();
        this.windows = windows.stream().collect(Collectors.toMap(ScoredWindow::number, Function.identity()));
    }

    /** The score of what a policy opened; only what pages counts, and an alert that becomes more urgent is one. */
    public Score score(String policy, List<Opening> openings) {
        List<Opening> pages = openings.stream().filter(Opening::pages).toList();
        List<Truth> changes = changes();
        double[] delays = changes.stream()
                .map(truth -> delay(truth, pages))
                .flatMapToInt(OptionalInt::stream)
                .asDoubleStream()
                .sorted()
                .toArray();
        int wrong = (int) pages.stream().filter(this::isFalse).count();
        int unknown = (int) pages.stream().filter(this::isUnknown).count();
        return new Score(set, policy, changes.size(), delays.length, wrong, unknown, median(delays));
    }

    /** The truths that no page found. */
    public List<Truth> missed(List<Opening> openings) {
        List<Opening> pages = openings.stream().filter(Opening::pages).toList();
        return changes().stream().filter(truth -> delay(truth, pages).isEmpty()).toList();
    }

    /** Whether the window of this number holds a row that the truth is about. */
    public boolean holds(int number, Truth truth) {
        ScoredWindow window = windows.get(number);
        return window != null && window.overlaps(truth);
    }

    /** Ranges in which a feature drifts, of those that any judged window holds a row of. */
    private List<Truth> changes() {
        return truths.stream()
                .filter(truth -> truth.drift() == Truth.Drift.CHANGES)
                .flatMap(truth -> truth.feature().equals(FeatureNames.ALL)
                        ? features.stream().map(name -> new Truth(name, truth.drift(), truth.fromRow(), truth.toRow()))
                        : List.of(truth).stream())
                .filter(truth -> inOrder.stream().anyMatch(window -> window.overlaps(truth)))
                .toList();
    }

    private OptionalInt delay(Truth truth, List<Opening> pages) {
        int first = inOrder.stream()
                .filter(window -> window.overlaps(truth))
                .findFirst()
                .orElseThrow()
                .number();
        return pages.stream()
                .filter(page -> page.feature().equals(truth.feature()) && holds(page.number(), truth))
                .mapToInt(page -> page.number() - first)
                .min();
    }

    private boolean isTrue(Opening page) {
        return known(page).stream()
                .anyMatch(truth -> truth.drift() == Truth.Drift.CHANGES && holds(page.number(), truth));
    }

    private boolean isFalse(Opening page) {
        return !isTrue(page) && !isUnknown(page);
    }

    private boolean isUnknown(Opening page) {
        List<Truth> known = known(page);
        boolean nobodyKnows = known.isEmpty() || known.stream().anyMatch(truth -> truth.drift() == Truth.Drift.UNKNOWN);
        return nobodyKnows && !isTrue(page);
    }

    /** What is known of the alert's feature; an alert on the model as a whole is about all of them. */
    private List<Truth> known(Opening page) {
        return page.feature().equals(FeatureNames.ALL)
                ? truths
                : truths.stream().filter(truth -> truth.isOf(page.feature())).toList();
    }

    private static OptionalDouble median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }
}
