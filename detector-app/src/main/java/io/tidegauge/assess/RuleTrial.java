package io.tidegauge.assess;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.BlockProfiles;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.compare.FeatureComparator;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.decide.BaselineFacts;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.ModelDecider;
import io.tidegauge.decide.ModelPolicy;
import io.tidegauge.decide.ModelWindow;
import io.tidegauge.decide.Reference;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.profile.FeatureProfile;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tries the hard rules on the baseline's own blocks, each against the rest: a rule that would fire there is off for that
 * feature, as identifiers and times would leave any range for ever. Blocks go through the decision itself, alone with their
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

    private final BaselineSet set;
    private final BlockProfiles blocks;
    private final ModelDecider decider;

    private RuleTrial(BaselineSet set, BlockProfiles blocks) {
        this.set = set;
        this.blocks = blocks;
        Duration length = Duration.ofMillis(blocks.lengthMs().orElse(TimeWindow.DAY_MS));
        this.decider = new ModelDecider(
                new ModelPolicy(ANY_ROWS, Cadence.tumbling(length), Reference.FIXED, Collections.emptySortedMap()));
    }

    /**
     * The set with the rules off that its own blocks would break.
     *
     * @param blocks what the set was made of
     */
    public static BaselineSet on(BaselineSet set, BlockProfiles blocks) {
        RuleTrial trial = new RuleTrial(set, blocks);
        SortedMap<String, FeatureBaseline> tried = new TreeMap<>();
        set.features().forEach((name, feature) -> tried.put(name, trial.tried(feature)));
        return new BaselineSet(set.manifest(), tried);
    }

    private FeatureBaseline tried(FeatureBaseline feature) {
        Set<AlertKind> off = EnumSet.noneOf(AlertKind.class);
        if (blocks.rows().size() > 1) {
            SuspectBlocks suspects = new SuspectBlocks(feature, blocks);
            suspects.forEach((block, kinds) -> {
                if (!off.containsAll(kinds)) {
                    tryOut(feature, block, suspects.profile(block), off);
                }
            });
        }
        return feature.withRulesOff(new TreeSet<>(off));
    }

    /** Adds the kinds that fire: one at a time, for one cause is told as one alert. */
    private void tryOut(FeatureBaseline feature, long block, FeatureProfile profile, Set<AlertKind> off) {
        long rows = blocks.rows().getOrDefault(block, 0L);
        FeatureComparison comparison = FeatureComparator.compare(
                feature.feature(),
                feature.kind(),
                blocks.without(feature.feature(), block),
                blocks.total() - rows,
                profile,
                rows);
        Set<AlertKind> fired = fired(comparison, block, off);
        while (off.addAll(fired)) {
            fired = fired(comparison, block, off);
        }
    }

    private Set<AlertKind> fired(FeatureComparison comparison, long block, Set<AlertKind> off) {
        ModelWindow window = new ModelWindow(
                set.manifest().model(),
                FeatureNames.ALL,
                new TimeWindow(block, block + blocks.lengthMs().orElseThrow()),
                comparison.windowRows(),
                set.manifest().baselineId(),
                new TreeMap<>(Map.of(comparison.feature(), comparison)),
                Collections.emptySortedSet(),
                new TreeMap<>(Map.of(comparison.feature(), new BaselineFacts(Duration.ZERO, off))),
                1);
        return decider.decide(window, Collections.emptySortedMap()).alerts().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .map(DriftAlert::kind)
                .filter(kind -> kind != AlertKind.DISTRIBUTION)
                .collect(Collectors.toSet());
    }
}
