package io.tidegauge.assess;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Statistic;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.Decision;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares one window with the baseline in force, decides over the model's features, and writes the reports. */
public final class WindowAssessor {

    private final ModelDecider decider;

    public WindowAssessor(ModelDecider decider) {
        this.decider = decider;
    }

    /**
     * Assesses a window against a baseline.
     *
     * @param kinds kinds that configuration gives to features, before the baseline's own
     * @param tracks what the model's last window left to remember
     */
    public Assessment assess(
            WindowCounts counts,
            BaselineSet baseline,
            Map<String, FeatureKind> kinds,
            SortedMap<TrackKey, AlertTrack> tracks) {
        SortedMap<String, FeatureComparison> comparisons = compare(counts, baseline, kinds);
        SortedSet<String> newFeatures = new TreeSet<>(counts.features().keySet());
        newFeatures.removeAll(baseline.features().keySet());
        // What is reserved, such as the latency, belongs to every event: a baseline without it has nothing to say of
        // it.
        newFeatures.removeIf(name -> name.startsWith(FeatureNames.RESERVED_PREFIX));
        String id = baseline.manifest().baselineId();
        Decision decision = decider.decide(
                new ModelWindow(
                        counts.model(), counts.segment(), counts.window(), counts.rows(), id, comparisons, newFeatures),
                tracks);
        return new Assessment(
                summary(counts, 0, id, decision.alerts()),
                reports(counts, 0, id, comparisons),
                decision.alerts(),
                decision.tracks());
    }

    /** Reports a window of a model that has no baseline in force: nothing is compared, nothing decided. */
    public Assessment withoutBaseline(WindowCounts counts, SortedMap<TrackKey, AlertTrack> tracks) {
        String none = FeatureReport.NO_BASELINE;
        return new Assessment(
                summary(counts, 0, none, List.of()), reports(counts, 0, none, new TreeMap<>()), List.of(), tracks);
    }

    /** Reports again a window whose baseline came late: the figures that were missing, and no alerts. */
    public List<FeatureReport> revise(
            WindowCounts counts, int revision, BaselineSet baseline, Map<String, FeatureKind> kinds) {
        String id = baseline.manifest().baselineId();
        List<FeatureReport> revised = new ArrayList<>();
        revised.add(summary(counts, revision, id, List.of()));
        revised.addAll(reports(counts, revision, id, compare(counts, baseline, kinds)));
        return revised;
    }

    private static SortedMap<String, FeatureComparison> compare(
            WindowCounts counts, BaselineSet baseline, Map<String, FeatureKind> kinds) {
        SortedMap<String, FeatureComparison> comparisons = new TreeMap<>();
        baseline.features().forEach((name, reference) -> {
            FeatureKind kind = kinds.getOrDefault(name, reference.kind());
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

    private static FeatureReport summary(
            WindowCounts counts, int revision, String baselineId, List<DriftAlert> alerts) {
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("features", (double) counts.features().size());
        figures.put("alerts_changed", (double) alerts.size());
        return report(
                counts,
                FeatureNames.ALL,
                revision,
                baselineId,
                Statistic.undefined("a model has no effect of its own"),
                Statistic.undefined("a model has no significance of its own"),
                figures,
                0,
                FeatureProfile.ofRows(counts.rows()));
    }

    private static List<FeatureReport> reports(
            WindowCounts counts, int revision, String baselineId, SortedMap<String, FeatureComparison> comparisons) {
        SortedSet<String> names = new TreeSet<>(counts.features().keySet());
        names.addAll(comparisons.keySet());
        List<FeatureReport> reports = new ArrayList<>();
        for (String name : names) {
            FeatureProfile profile =
                    counts.features().getOrDefault(name, FeatureProfile.empty(KeyMapping.forFeature(name)));
            FeatureComparison comparison = comparisons.get(name);
            reports.add(
                    comparison == null
                            ? uncompared(counts, name, revision, profile, baselineId)
                            : report(
                                    counts,
                                    name,
                                    revision,
                                    baselineId,
                                    comparison.effect(),
                                    comparison.pValue(),
                                    defined(comparison.statistics()),
                                    comparison.resolution(),
                                    profile));
        }
        return reports;
    }

    private static FeatureReport uncompared(
            WindowCounts counts, String name, int revision, FeatureProfile profile, String baselineId) {
        Statistic nothing = Statistic.undefined("there is no baseline of this feature");
        return report(
                counts,
                name,
                revision,
                baselineId,
                nothing,
                nothing,
                new TreeMap<>(),
                profile.numbers().resolution(),
                profile);
    }

    private static FeatureReport report(
            WindowCounts counts,
            String feature,
            int revision,
            String baselineId,
            Statistic effect,
            Statistic pValue,
            SortedMap<String, Double> statistics,
            double resolution,
            FeatureProfile profile) {
        boolean all = feature.equals(FeatureNames.ALL);
        return new FeatureReport(
                counts.model(),
                counts.segment(),
                feature,
                counts.window(),
                revision,
                counts.rows(),
                all ? 0 : counts.rows() - (profile.rows() - profile.nulls()),
                all ? counts.lateRows() : 0,
                counts.missingPartitions().isEmpty(),
                String.join(",", counts.missingPartitions()),
                baselineId,
                effect.orNaN(),
                pValue.orNaN(),
                statistics,
                resolution,
                profile.encode());
    }

    private static SortedMap<String, Double> defined(SortedMap<String, Statistic> statistics) {
        SortedMap<String, Double> defined = new TreeMap<>();
        statistics.forEach((name, statistic) -> {
            if (statistic.isDefined()) {
                defined.put(name, statistic.orNaN());
            }
        });
        return defined;
    }
}
