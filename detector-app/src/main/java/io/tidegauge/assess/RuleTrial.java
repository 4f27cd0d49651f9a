package io.tidegauge.assess;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.BlockProfiles;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.AlertTrack;
import io.tidegauge.decide.BaselineFacts;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.Decision;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.decide.Reference;
import io.tidegauge.decide.TrackKey;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tries the hard rules on the baseline's own blocks, each against the rest: a rule that would fire there is off for that
 * feature, as identifiers and times would leave any range for ever. Consecutive blocks go through the decision itself, alone with their
 * feature; only those that can have a fault at all, by a count of rows, are held against the rest.
 */
public final class RuleTrial {

    /** The decision by default, but for windows with few rows, which are decided on together with those that follow. */
    private static final DecisionPolicy ANY_ROWS = new DecisionPolicy(
            DecisionPolicy.DEFAULT.budget(),
            DecisionPolicy.DEFAULT.effect(),
            DecisionPolicy.DEFAULT.persistence(),
            DecisionPolicy.DEFAULT.of(),
            DecisionPolicy.DEFAULT.calmWindows(),
            1);

    /** Kinds that what rises with time, or tells rows apart, is told for in every window, however many it is held against. */
    private static final Set<AlertKind> FOR_EVER =
            Set.copyOf(EnumSet.of(AlertKind.OUT_OF_RANGE, AlertKind.UNSEEN_CATEGORY));

    private final ModelVersion model;
    private final String id;
    private final TrialBlocks blocks;
    private final Set<AlertKind> kinds;
    private final ModelDecider decider;

    private RuleTrial(ModelVersion model, String id, TrialBlocks blocks, Set<AlertKind> kinds) {
        this.model = model;
        this.id = id;
        this.blocks = blocks;
        this.kinds = kinds;
        this.decider = new ModelDecider(new ModelPolicy(
                ANY_ROWS,
                Cadence.tumbling(Duration.ofMillis(blocks.lengthMs())),
                Reference.FIXED,
                Collections.emptySortedMap()));
    }

    /**
     * The set with the rules off that its own blocks would break.
     *
     * @param blocks what the set was made of
     */
    public static BaselineSet on(BaselineSet set, BlockProfiles blocks) {
        TrialBlocks of = TrialBlocks.of(blocks, blocks.lengthMs().orElse(TimeWindow.DAY_MS));
        RuleTrial trial =
                new RuleTrial(set.manifest().model(), set.manifest().baselineId(), of, EnumSet.allOf(AlertKind.class));
        SortedMap<String, FeatureBaseline> tried = new TreeMap<>();
        set.features().forEach((name, feature) -> tried.put(name, feature.withRulesOff(trial.off(feature))));
        return new BaselineSet(set.manifest(), tried);
    }

    /**
     * A trial on windows that follow each other, of the rules that some features break in every window.
     *
     * @param id what they are called together
     * @param windows windows of one model's version without a row in common
     * @param lengthMs how long a window is
     */
    static RuleTrial onWindows(ModelVersion model, String id, List<WindowCounts> windows, long lengthMs) {
        return new RuleTrial(model, id, TrialBlocks.of(windows, lengthMs), FOR_EVER);
    }

    /**
     * The rules that the windows show to be of no use for a feature; all that are tried, where fewer than two named it.
     *
     * @param whole what the feature was in all of them, empty where that is not known yet
     */
    SortedSet<AlertKind> offByWindows(String feature, FeatureKind kind, Optional<FeatureProfile> whole) {
        SortedMap<Long, FeatureProfile> profiles = blocks.of(feature);
        if (profiles.size() < 2) {
            return new TreeSet<>(kinds);
        }
        FeatureProfile all = whole.orElseGet(() -> profiles.values().stream()
                .reduce(FeatureProfile.empty(KeyMapping.forFeature(feature)), FeatureProfile::merge));
        return off(new FeatureBaseline(
                model, id, feature, kind, blocks.total(), all, Optional.empty(), Collections.emptySortedSet()));
    }

    private SortedSet<AlertKind> off(FeatureBaseline feature) {
        return blocks.rows().size() > 1 ? new OfFeature(feature).off() : Collections.emptySortedSet();
    }

    /** The trial of one feature. Mutable. */
    private final class OfFeature {

        private final FeatureBaseline feature;
        private final List<Long> starts = new ArrayList<>();
        private final List<Long> rows = new ArrayList<>();
        private final List<FeatureProfile> profiles = new ArrayList<>();
        private final Set<AlertKind> off = EnumSet.noneOf(AlertKind.class);
        private SortedMap<TrackKey, AlertTrack> tracks = Collections.emptySortedMap();
        private int next;

        OfFeature(FeatureBaseline feature) {
            this.feature = feature;
            SortedMap<Long, FeatureProfile> named = blocks.of(feature.feature());
            FeatureProfile absent = FeatureProfile.empty(KeyMapping.forFeature(feature.feature()));
            blocks.rows().forEach((start, ofBlock) -> {
                starts.add(start);
                rows.add(ofBlock);
                profiles.add(named.getOrDefault(start, absent));
            });
        }

        SortedSet<AlertKind> off() {
            List<Set<AlertKind>> toTry = new SuspectBlocks(feature, rows, profiles).toTry(ANY_ROWS.of());
            toTry.forEach(suspected -> suspected.retainAll(kinds));
            FeatureProfile outside = blocks.outside(feature.feature());
            new LeaveOneOut(profiles).forEach(outside, block -> !off.containsAll(toTry.get(block)), this::tryOut);
            return new TreeSet<>(off);
        }

        /** Adds the kinds that fire: one at a time, for one cause is told as one alert. */
        private void tryOut(int block, FeatureProfile rest) {
            FeatureComparison comparison = FeatureComparator.compare(
                    feature.feature(),
                    feature.kind(),
                    rest,
                    blocks.total() - rows.get(block),
                    profiles.get(block),
                    rows.get(block));
            SortedMap<TrackKey, AlertTrack> before = block == next ? tracks : Collections.emptySortedMap();
            Decision decision = decide(comparison, starts.get(block), before);
            while (off.addAll(fired(decision))) {
                decision = decide(comparison, starts.get(block), before);
            }
            tracks = suspicions(decision.tracks());
            next = block + 1;
        }

        private Decision decide(FeatureComparison comparison, long start, SortedMap<TrackKey, AlertTrack> before) {
            return decider.decide(
                    new ModelWindow(
                            model,
                            FeatureNames.ALL,
                            new TimeWindow(start, start + blocks.lengthMs()),
                            comparison.windowRows(),
                            id,
                            new TreeMap<>(Map.of(comparison.feature(), comparison)),
                            Collections.emptySortedSet(),
                            new TreeMap<>(Map.of(comparison.feature(), new BaselineFacts(Duration.ZERO, off))),
                            1),
                    before);
        }
    }

    private Set<AlertKind> fired(Decision decision) {
        return decision.alerts().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .map(DriftAlert::kind)
                .filter(kind -> kind != AlertKind.DISTRIBUTION && kinds.contains(kind))
                .collect(Collectors.toSet());
    }

    /** Faults that have not fired yet; drift would take them for its own. */
    private static SortedMap<TrackKey, AlertTrack> suspicions(SortedMap<TrackKey, AlertTrack> tracks) {
        SortedMap<TrackKey, AlertTrack> suspicions = new TreeMap<>(tracks);
        suspicions.keySet().removeIf(key -> key.kind() == AlertKind.DISTRIBUTION);
        return suspicions;
    }
}
