package io.tidegauge.decide;

import io.tidegauge.alert.AlertChange;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.FeatureNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides over all features of one window of one model what is alerted. A pure fold over windows: the same windows in
 * the same order give the same alerts. Windows with fewer rows than the policy asks for change nothing.
 */
public final class ModelDecider {

    /** The kinds decided here; tracks of other kinds are handed on as they are. */
    private static final Set<AlertKind> KINDS = Set.copyOf(EnumSet.of(
            AlertKind.DISTRIBUTION,
            AlertKind.MISSING_VALUES,
            AlertKind.UNSEEN_CATEGORY,
            AlertKind.OUT_OF_RANGE,
            AlertKind.TYPE_CHANGE,
            AlertKind.CONSTANT,
            AlertKind.ABSENT_FEATURE,
            AlertKind.NEW_FEATURE,
            AlertKind.NOT_A_NUMBER));

    /** New features of one window that are told one by one; more have one cause, and are one alert on the model. */
    static final int MOST_NEW = 20;

    private final DecisionPolicy policy;
    private final FaultRules faults;
    private final DriftRule drift;
    private final AlertMachine machine;

    /** Decides with Benjamini-Hochberg over the features. */
    public ModelDecider(DecisionPolicy policy) {
        this(policy, new BenjaminiHochberg());
    }

    /** Decides with another correction for many features. */
    public ModelDecider(DecisionPolicy policy, MultipleTesting testing) {
        this.policy = policy;
        this.faults = new FaultRules(policy);
        this.drift = new DriftRule(policy, testing);
        this.machine = new AlertMachine(policy);
    }

    /** Whether a window of so many rows is not decided on, and leaves everything as it is. */
    public boolean abstains(long rows) {
        return rows < policy.minRows();
    }

    /**
     * Decides on one window.
     *
     * @param window the window with its comparisons
     * @param tracks what the decision on the segment's previous window left to remember; empty at first
     */
    public Decision decide(ModelWindow window, SortedMap<TrackKey, AlertTrack> tracks) {
        if (abstains(window.rows())) {
            return new Decision(List.of(), tracks);
        }
        SortedMap<TrackKey, Finding> findings = findings(window, tracks);
        SortedMap<TrackKey, AlertTrack> next = new TreeMap<>(tracks);
        List<DriftAlert> alerts = new ArrayList<>();
        findings.forEach((key, finding) -> {
            AlertMachine.Step step = machine.step(tracks.get(key), finding, window.window());
            if (step.track() == null) {
                next.remove(key);
            } else {
                next.put(key, step.track());
            }
            AlertChange change = step.change();
            AlertTrack told = step.told();
            if (change != null && told != null) {
                alerts.add(AlertWriter.write(window, key, told, change, finding));
            }
        });
        return new Decision(alerts, next);
    }

    /** A finding for everything that was judged, and for every track of our kinds. */
    private SortedMap<TrackKey, Finding> findings(ModelWindow window, SortedMap<TrackKey, AlertTrack> tracks) {
        SortedMap<TrackKey, Finding> findings = new TreeMap<>();
        tracks.keySet().stream()
                .filter(key -> KINDS.contains(key.kind()))
                .forEach(key -> findings.put(key, Finding.without(unfound(window, key))));
        Map<String, Set<AlertKind>> firing = firing(tracks);
        Map<String, Map<AlertKind, Finding>> found = new TreeMap<>();
        window.features()
                .forEach((feature, c) ->
                        found.put(feature, Precedence.among(faults.judge(c), firing.getOrDefault(feature, Set.of()))));
        drift.judge(window.features(), found, firing)
                .forEach((feature, own) ->
                        own.forEach((kind, finding) -> findings.put(new TrackKey(feature, kind), finding)));
        for (String feature : newToTell(window, tracks)) {
            findings.put(
                    new TrackKey(feature, AlertKind.NEW_FEATURE), Finding.without(Verdict.AT_ONCE, Severity.NOTICE));
        }
        return findings;
    }

    /** The new features to tell one by one; beyond {@link #MOST_NEW} those that were told before, and all together. */
    private static Collection<String> newToTell(ModelWindow window, SortedMap<TrackKey, AlertTrack> tracks) {
        if (window.newFeatures().size() <= MOST_NEW) {
            return window.newFeatures();
        }
        List<String> told = new ArrayList<>();
        told.add(FeatureNames.ALL);
        window.newFeatures().stream()
                .filter(feature -> tracks.containsKey(new TrackKey(feature, AlertKind.NEW_FEATURE)))
                .forEach(told::add);
        return told;
    }

    /** The verdict on a track that nothing is found for. */
    private static Verdict unfound(ModelWindow window, TrackKey key) {
        boolean gone = key.kind() == AlertKind.NEW_FEATURE && !window.features().containsKey(key.feature());
        return gone ? Verdict.CALM : Verdict.WITHDRAWN;
    }

    private static Map<String, Set<AlertKind>> firing(SortedMap<TrackKey, AlertTrack> tracks) {
        return tracks.entrySet().stream()
                .filter(entry -> entry.getValue().state() == AlertState.FIRING)
                .map(Map.Entry::getKey)
                .collect(Collectors.groupingBy(
                        TrackKey::feature, Collectors.mapping(TrackKey::kind, Collectors.toSet())));
    }
}
