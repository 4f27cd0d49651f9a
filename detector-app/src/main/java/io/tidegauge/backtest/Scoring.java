package io.tidegauge.backtest;

import io.tidegauge.event.FeatureNames;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what was told against what is known to be true; docs/scorecard.md has the rules. */
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

    /** The score of what a policy told; only what pages counts. */
    public Score score(String policy, Alarms told) {
        List<Truth> changes = changes();
        double[] delays = changes.stream()
                .map(truth -> delay(truth, told))
                .flatMapToInt(OptionalInt::stream)
                .asDoubleStream()
                .sorted()
                .toArray();
        List<Opening> pages = told.openings().stream().filter(Opening::pages).toList();
        return new Score(
                set,
                policy,
                changes.size(),
                delays.length,
                (int) changes.stream().filter(truth -> opensIn(truth, told)).count(),
                (int) pages.stream()
                        .filter(page -> isFalse(page.feature(), page.number()))
                        .count(),
                falseFeatureWindows(told),
                (int) pages.stream()
                        .filter(page -> isUnknown(page.feature(), page.number()))
                        .count(),
                median(delays));
    }

    private int falseFeatureWindows(Alarms told) {
        return told.firing().entrySet().stream()
                .mapToInt(fires -> (int) fires.getValue().stream()
                        .filter(feature -> isFalse(feature, fires.getKey()))
                        .count())
                .sum();
    }

    /** What is known to drift in a range of rows of which any judged window holds one. */
    public List<Truth> changes() {
        return truths.stream()
                .filter(truth -> truth.drift() == Truth.Drift.CHANGES
                        && !windowsOf(truth).isEmpty())
                .toList();
    }

    /** The judged features that a truth is about. */
    public SortedSet<String> featuresOf(Truth truth) {
        return features.stream().filter(truth::isOf).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The features of a truth on which a paging alert fired in its windows. */
    public SortedSet<String> firedOn(Truth truth, Alarms told) {
        return windowsOf(truth).stream()
                .flatMap(window -> firing(told, window).stream())
                .filter(truth::isOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a paging alert on one of its features opened in a truth's windows, or became critical there. */
    public boolean opensIn(Truth truth, Alarms told) {
        return told.openings().stream()
                .anyMatch(opening -> Opening.isUrgent(opening.severity())
                        && truth.isOf(opening.feature())
                        && holds(opening.number(), truth));
    }

    /** Whether the window of this number holds a row that the truth is about. */
    public boolean holds(int number, Truth truth) {
        ScoredWindow window = windows.get(number);
        return window != null && window.overlaps(truth);
    }

    private List<ScoredWindow> windowsOf(Truth truth) {
        return inOrder.stream().filter(window -> window.overlaps(truth)).toList();
    }

    private static SortedSet<String> firing(Alarms told, ScoredWindow window) {
        return told.firing().getOrDefault(window.number(), Collections.emptySortedSet());
    }

    /** Windows from the first with a changed row to the first in which an alert fires. */
    private OptionalInt delay(Truth truth, Alarms told) {
        List<ScoredWindow> held = windowsOf(truth);
        return held.stream()
                .filter(window -> firing(told, window).stream().anyMatch(truth::isOf))
                .mapToInt(window -> window.number() - held.get(0).number())
                .findFirst();
    }

    private boolean isTrue(String feature, int number) {
        return known(feature).stream().anyMatch(truth -> truth.drift() == Truth.Drift.CHANGES && holds(number, truth));
    }

    private boolean isFalse(String feature, int number) {
        return !isTrue(feature, number) && !isUnknown(feature, number);
    }

    private boolean isUnknown(String feature, int number) {
        List<Truth> known = known(feature);
        boolean nobodyKnows = known.isEmpty() || known.stream().anyMatch(truth -> truth.drift() == Truth.Drift.UNKNOWN);
        return nobodyKnows && !isTrue(feature, number);
    }

    /** What is known of a feature; an alert on the model as a whole is about all of them. */
    private List<Truth> known(String feature) {
        return feature.equals(FeatureNames.ALL)
                ? truths
                : truths.stream().filter(truth -> truth.isOf(feature)).toList();
    }

    private static OptionalDouble median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }
}
