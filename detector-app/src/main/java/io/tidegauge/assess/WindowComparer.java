package io.tidegauge.assess;

import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.calibrate.BlockCells;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.BaselineFacts;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares windows with what they are to be compared with, feature by feature. */
final class WindowComparer {

    private final Calibrators calibrators;

    WindowComparer(Calibrators calibrators) {
        this.calibrators = calibrators;
    }

    /** A comparison for every feature of the comparand, by name; of one that no row of the window named, too. */
    SortedMap<String, FeatureComparison> compare(WindowCounts counts, Comparand comparand, ModelPolicy policy) {
        SortedMap<String, FeatureComparison> comparisons = new TreeMap<>();
        comparand.set().features().forEach((name, reference) -> {
            FeatureKind kind = policy.feature(name).kind().orElse(reference.kind());
            comparisons.put(name, compare(counts, comparand, reference, kind));
        });
        calibrators.closed(counts.model());
        return comparisons;
    }

    private FeatureComparison compare(
            WindowCounts counts, Comparand comparand, FeatureBaseline reference, FeatureKind kind) {
        String name = reference.feature();
        FeatureProfile window = counts.features().getOrDefault(name, FeatureProfile.empty(KeyMapping.forFeature(name)));
        try {
            return FeatureComparator.compare(
                    name,
                    kind,
                    reference.profile(),
                    reference.rows(),
                    window,
                    counts.rows(),
                    comparand.significance(reference, kind, counts.window(), calibrators));
        } catch (RuntimeException failed) {
            // It would fail again after every restart: whoever looks into it must know where.
            throw new IllegalStateException(
                    "comparing " + name + " of " + counts.model() + " in " + counts.window() + " with baseline "
                            + reference.baselineId() + " failed: " + failed.getMessage(),
                    failed);
        }
    }

    /**
     * The window as the decision looks at it.
     *
     * @param siblings versions and segments of the model that are decided on for the same time, this one among them
     */
    static ModelWindow window(
            WindowCounts counts, Comparand comparand, SortedMap<String, FeatureComparison> comparisons, int siblings) {
        SortedSet<String> newFeatures = new TreeSet<>(counts.features().keySet());
        newFeatures.removeAll(comparand.set().features().keySet());
        // What is reserved, such as the latency, belongs to every event: a baseline without it has nothing to say of
        // it.
        newFeatures.removeIf(name -> name.startsWith(FeatureNames.RESERVED_PREFIX));
        SortedMap<String, BaselineFacts> facts = new TreeMap<>();
        comparand.set().features().forEach((name, feature) -> facts.put(name, facts(feature)));
        return new ModelWindow(
                counts.model(),
                counts.segment(),
                counts.window(),
                counts.rows(),
                comparand.id(),
                comparand.with(),
                comparisons,
                newFeatures,
                facts,
                siblings);
    }

    private static BaselineFacts facts(FeatureBaseline feature) {
        long spanMs = feature.blocks().map(BaselineBlocks::lengths).stream()
                .flatMap(lengths -> lengths.stream().limit(1))
                .mapToLong(BlockCells::spanMs)
                .sum();
        return new BaselineFacts(Duration.ofMillis(spanMs), feature.rulesOff());
    }
}
