package io.tidegauge.assess;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.Decision;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares one window with the baseline in force, decides over the model's features, and writes the reports. Every window
 * is reported by itself; the decision on one with too few rows is made together with the windows that follow.
 */
public final class WindowAssessor {

    /**
     * Assesses a window against a baseline.
     *
     * @param leaving the window's rows that no later window holds: all, where windows do not overlap
     * @param policy how the model is decided on, and its features compared
     * @param before what the model's last window left to remember
     */
    public Assessment assess(
            WindowCounts counts, Counted leaving, BaselineSet baseline, ModelPolicy policy, Remembered before) {
        ModelDecider decider = new ModelDecider(policy);
        String id = baseline.manifest().baselineId();
        SortedMap<String, FeatureComparison> own = compare(counts, baseline, policy);
        MergedWindow merged = MergedWindow.of(before.carry(), counts, id);
        boolean abstains = decider.abstains(merged.counts().rows());
        Decision decision = abstains
                ? new Decision(List.of(), before.tracks())
                : decide(
                        decider,
                        merged.counts(),
                        baseline,
                        merged.windows() == 1 ? own : compare(merged.counts(), baseline, policy),
                        before.tracks());
        Optional<Carry> carry = abstains ? merged.carry(leaving) : Optional.empty();
        WindowReports reports = new WindowReports(counts, 0, id);
        SummaryFigures figures = new SummaryFigures(
                decision.alerts().size(), merged.windows(), abstains, merged.lost() || (abstains && carry.isEmpty()));
        return new Assessment(
                reports.summary(figures),
                reports.features(own),
                decision.alerts(),
                new Remembered(decision.tracks(), carry));
    }

    private static Decision decide(
            ModelDecider decider,
            WindowCounts counts,
            BaselineSet baseline,
            SortedMap<String, FeatureComparison> comparisons,
            SortedMap<TrackKey, AlertTrack> tracks) {
        SortedSet<String> newFeatures = new TreeSet<>(counts.features().keySet());
        newFeatures.removeAll(baseline.features().keySet());
        // What is reserved, such as the latency, belongs to every event: a baseline without it has nothing to say of
        // it.
        newFeatures.removeIf(name -> name.startsWith(FeatureNames.RESERVED_PREFIX));
        return decider.decide(
                new ModelWindow(
                        counts.model(),
                        counts.segment(),
                        counts.window(),
                        counts.rows(),
                        baseline.manifest().baselineId(),
                        comparisons,
                        newFeatures),
                tracks);
    }

    /** Reports a window of a model that has no baseline in force: nothing is compared, nothing decided, nothing carried. */
    public Assessment withoutBaseline(WindowCounts counts, Remembered before) {
        WindowReports reports = new WindowReports(counts, 0, FeatureReport.NO_BASELINE);
        return new Assessment(
                reports.summary(new SummaryFigures(0, 0, false, before.carry().isPresent())),
                reports.features(new TreeMap<>()),
                List.of(),
                new Remembered(before.tracks(), Optional.empty()));
    }

    /**
     * Reports, the summary first, of what no decision is made on: a day, or a window whose baseline came late.
     *
     * @param baseline the set to compare with, empty where there is none
     */
    public List<FeatureReport> reports(
            WindowCounts counts, int revision, Optional<BaselineSet> baseline, ModelPolicy policy) {
        String id = baseline.map(set -> set.manifest().baselineId()).orElse(FeatureReport.NO_BASELINE);
        WindowReports reports = new WindowReports(counts, revision, id);
        List<FeatureReport> all = new ArrayList<>();
        all.add(reports.summary(SummaryFigures.UNDECIDED));
        all.addAll(reports.features(
                baseline.map(set -> compare(counts, set, policy)).orElseGet(TreeMap::new)));
        return all;
    }

    private static SortedMap<String, FeatureComparison> compare(
            WindowCounts counts, BaselineSet baseline, ModelPolicy policy) {
        SortedMap<String, FeatureComparison> comparisons = new TreeMap<>();
        baseline.features().forEach((name, reference) -> {
            FeatureKind kind = policy.feature(name).kind().orElse(reference.kind());
            comparisons.put(name, compare(counts, reference, kind));
        });
        return comparisons;
    }

    private static FeatureComparison compare(WindowCounts counts, FeatureBaseline reference, FeatureKind kind) {
        String name = reference.feature();
        FeatureProfile window = counts.features().getOrDefault(name, FeatureProfile.empty(KeyMapping.forFeature(name)));
        try {
            return FeatureComparator.compare(name, kind, reference.profile(), reference.rows(), window, counts.rows());
        } catch (RuntimeException failed) {
            // It would fail again after every restart: whoever looks into it must know where.
            throw new IllegalStateException(
                    "comparing " + name + " of " + counts.model() + " in " + counts.window() + " with baseline "
                            + reference.baselineId() + " failed: " + failed.getMessage(),
                    failed);
        }
    }
}
