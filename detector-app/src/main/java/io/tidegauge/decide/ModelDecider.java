package io.tidegauge.decide;

import io.tidegauge.alert.AlertChange;
import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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

    private final ModelPolicy policy;
    private final WindowFindings windows;
    private final DayFindings days;

    /** Decides with Benjamini-Hochberg over the features. */
    public ModelDecider(ModelPolicy policy) {
        this(policy, new BenjaminiHochberg());
    }

    /** Decides with another correction for many features. */
    public ModelDecider(ModelPolicy policy, MultipleTesting testing) {
        this.policy = policy;
        this.windows = new WindowFindings(policy, testing);
        this.days = new DayFindings(policy, testing);
    }

    /** Whether a window of so many rows is not decided on, and leaves everything as it is. */
    public boolean abstains(long rows) {
        return rows < policy.decision().minRows();
    }

    /**
     * Decides on one of the model's own windows.
     *
     * @param window the window with its comparisons
     * @param tracks what the decision on the segment's previous window or day left to remember; empty at first
     */
    public Decision decide(ModelWindow window, SortedMap<TrackKey, AlertTrack> tracks) {
        if (abstains(window.rows())) {
            return new Decision(List.of(), tracks);
        }
        OpenAlerts open = new OpenAlerts(tracks);
        WindowFindings.Found found = windows.of(window, open);
        SortedMap<TrackKey, Finding> findings = new TreeMap<>();
        ToldToday.left(tracks).keySet().stream()
                .filter(key -> KINDS.contains(key.kind()) && (!key.daily() || endsWithoutDay(window, key)))
                .forEach(key -> findings.put(key, Finding.without(unfound(window, key))));
        findings.putAll(found.findings());
        Importance.escalate(findings, window, policy, open);
        return conclude(window, tracks, findings, AlertMachine.ofWindows(policy.decision()), found.drift());
    }

    /**
     * Decides on a day of merged windows, against the day's own calibration. What it finds is followed apart from what
     * windows find, and told where they have not told it. Where the model has no days beside its windows, nothing is decided.
     *
     * @param day the day with its comparisons
     * @param tracks what the decision on the segment's previous window or day left to remember; empty at first
     */
    public Decision decideDay(ModelWindow day, SortedMap<TrackKey, AlertTrack> tracks) {
        if (abstains(day.rows()) || !policy.cadence().days()) {
            return new Decision(List.of(), tracks);
        }
        OpenAlerts open = new OpenAlerts(tracks);
        WindowFindings.Found found = days.of(day, open);
        SortedMap<TrackKey, AlertTrack> alerts = ToldToday.left(tracks);
        SortedMap<TrackKey, Finding> findings = new TreeMap<>();
        alerts.keySet().stream()
                .filter(TrackKey::daily)
                .forEach(key -> findings.put(key, Finding.without(unfound(day, key))));
        findings.putAll(found.findings());
        Importance.escalate(findings, day, policy, open);
        Decision decision = conclude(day, alerts, findings, AlertMachine.ofDays(), found.drift());
        return new Decision(
                decision.alerts(), ToldToday.after(day.window(), tracks, decision.tracks()), decision.drift());
    }

    private Decision conclude(
            ModelWindow window,
            SortedMap<TrackKey, AlertTrack> tracks,
            SortedMap<TrackKey, Finding> findings,
            AlertMachine machine,
            DatasetDrift drift) {
        SortedMap<TrackKey, AlertTrack> next = new TreeMap<>(tracks);
        List<DriftAlert> alerts = new ArrayList<>();
        TimeWindow incident = Incidents.of(window.window(), tracks);
        findings.forEach((key, finding) -> {
            AlertMachine.Step step = machine.step(tracks.get(key), finding, window.window());
            if (step.track() == null) {
                next.remove(key);
            } else {
                next.put(key, Incidents.joined(step.track(), incident));
            }
            AlertChange change = step.change();
            AlertTrack told = step.told();
            if (change != null && told != null) {
                if (policy.cadence().days()) {
                    ToldToday.remember(next, key, told, change, window.window());
                }
                alerts.add(AlertWriter.write(window, key, Incidents.joined(told, incident), change, finding));
            }
        });
        return new Decision(alerts, next, drift);
    }

    /** An alert of days that no day will end: there are none any more, or nobody wants to hear of the feature. */
    private boolean endsWithoutDay(ModelWindow window, TrackKey key) {
        return !policy.cadence().days() || policy.feature(key.feature()).muted(window.window());
    }

    /** The verdict on a track that nothing is found for. */
    private Verdict unfound(ModelWindow window, TrackKey key) {
        if (policy.feature(key.feature()).muted(window.window())) {
            return Verdict.MUTED;
        }
        boolean gone = key.kind() == AlertKind.NEW_FEATURE && !window.features().containsKey(key.feature());
        return gone ? Verdict.CALM : Verdict.WITHDRAWN;
    }
}
