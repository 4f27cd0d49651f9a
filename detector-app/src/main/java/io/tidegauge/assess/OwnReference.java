package io.tidegauge.assess;

import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Makes a comparand of a model's own windows. A feature belongs to it that at least half of the windows named: one that came
 * once is not missed in the next window, and one that is gone is not missed for ever.
 */
public final class OwnReference {

    /** From so many windows on, they are the blocks of their own law. */
    static final int ENOUGH_WINDOWS = 30;

    private final OwnPast past;
    private final ModelPolicy policy;
    private final Optional<BaselineSet> published;

    /**
     * References of a model.
     *
     * @param past which windows they are made of
     * @param published the model's baseline in force, which tells kinds and what chance does; empty where there is none
     */
    public OwnReference(OwnPast past, ModelPolicy policy, Optional<BaselineSet> published) {
        this.past = past;
        this.policy = policy;
        this.published = published;
    }

    /**
     * What a window is compared with; empty while there is not yet a reference, or no feature is in half of its windows.
     *
     * @param kept windows of the model's version that are kept
     * @param load what was counted in one of them
     */
    public Optional<Comparand> before(
            NavigableSet<TimeWindow> kept, TimeWindow window, Function<TimeWindow, WindowCounts> load) {
        List<TimeWindow> of = past.reference(kept, window);
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Map<TimeWindow, WindowCounts> loaded = new HashMap<>();
        return of(
                of.stream().map(one -> loaded.computeIfAbsent(one, load)).toList(),
                past.tried(kept, of).stream()
                        .map(one -> loaded.computeIfAbsent(one, load))
                        .toList());
    }

    /**
     * The windows merged; empty where there are none, or no feature is in half of them.
     *
     * @param windows windows of one model's version without a row in common, earliest first
     * @param tried those that rules are tried on
     */
    Optional<Comparand> of(List<WindowCounts> windows, List<WindowCounts> tried) {
        SortedMap<String, FeatureProfile> profiles = new TreeMap<>();
        Map<String, Integer> named = new HashMap<>();
        for (WindowCounts window : windows) {
            window.features().forEach((feature, profile) -> {
                profiles.merge(feature, profile, FeatureProfile::merge);
                named.merge(feature, 1, Integer::sum);
            });
        }
        profiles.keySet().removeIf(feature -> 2 * named.getOrDefault(feature, 0) < windows.size());
        long windowMs = policy.cadence().size().toMillis();
        return profiles.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new OwnComparand(set(windows, tried, profiles), published, past.span(windowMs), past.with()));
    }

    private BaselineSet set(
            List<WindowCounts> windows, List<WindowCounts> tried, SortedMap<String, FeatureProfile> profiles) {
        ModelVersion model = windows.get(0).model();
        String id = past.id(windows.get(0).window());
        long upToMs = windows.get(windows.size() - 1).window().endMs();
        long rows = windows.stream().mapToLong(WindowCounts::rows).sum();
        RuleTrial trial =
                RuleTrial.onWindows(model, id, tried, policy.cadence().size().toMillis());
        boolean ofReference = tried.equals(windows);
        SortedMap<String, FeatureBaseline> features = new TreeMap<>();
        profiles.forEach((name, profile) -> {
            FeatureKind kind = kind(name, profile);
            features.put(
                    name,
                    new FeatureBaseline(
                            model,
                            id,
                            name,
                            kind,
                            rows,
                            profile,
                            blocks(name, CellLayout.of(kind, profile), windows),
                            trial.offByWindows(name, kind, ofReference ? Optional.of(profile) : Optional.empty())));
        });
        String source = windows.size() + " windows of its own";
        return new BaselineSet(
                new BaselineManifest(model, id, new TreeSet<>(features.keySet()), upToMs, upToMs, rows, source),
                features);
    }

    private FeatureKind kind(String feature, FeatureProfile profile) {
        return policy.feature(feature)
                .kind()
                .or(() -> published.map(set -> set.features().get(feature)).map(FeatureBaseline::kind))
                .orElseGet(profile::dominantKind);
    }

    private Optional<BaselineBlocks> blocks(String feature, CellLayout layout, List<WindowCounts> windows) {
        if (windows.size() < ENOUGH_WINDOWS) {
            return Optional.empty();
        }
        long lengthMs = policy.cadence().size().toMillis();
        FeatureProfile none = FeatureProfile.empty(KeyMapping.forFeature(feature));
        SortedMap<Long, long[]> blocks = new TreeMap<>();
        for (WindowCounts window : windows) {
            // Windows follow each other at their length at the least, so no two begin in one block.
            long start = Math.floorDiv(window.window().startMs(), lengthMs) * lengthMs;
            blocks.put(start, layout.counts(window.features().getOrDefault(feature, none), window.rows()));
        }
        return Optional.of(BaselineBlocks.of(layout, lengthMs, Collections.unmodifiableSortedMap(blocks)));
    }
}
