package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.FeatureComparison;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a day's merged windows say of drift: effects too small, or too gradual, for one window. Faults in the data are told
 * by windows; in a day they only explain what they have been alerted for.
 */
final class DayFindings {

    private final ModelPolicy policy;
    private final DriftRule drift;

    DayFindings(ModelPolicy policy, MultipleTesting testing) {
        this.policy = policy;
        this.drift = new DriftRule(policy, testing);
    }

    /** What the day says of every feature that is not muted, and how much of its data drifted. */
    WindowFindings.Found of(ModelWindow day, OpenAlerts open) {
        double level = policy.levels().among(day.siblings()).daily();
        Map<String, Map<AlertKind, Finding>> faults = new TreeMap<>();
        Map<String, Set<AlertKind>> firing = new TreeMap<>();
        day.features().forEach((feature, c) -> {
            if (!policy.feature(feature).muted(day.window())) {
                Set<AlertKind> kinds = new HashSet<>(open.firing(feature));
                kinds.remove(AlertKind.DISTRIBUTION);
                faults.put(feature, alertedFaults(day, c, kinds));
                firing.put(feature, kinds);
            }
        });
        DriftRule.Sorted sorted = drift.sort(day, faults, firing);
        SortedMap<TrackKey, Finding> findings = new TreeMap<>();
        sorted.findings().forEach((feature, own) -> {
            Finding settled = own.get(AlertKind.DISTRIBUTION);
            if (settled != null) {
                findings.put(TrackKey.ofDays(feature), settled);
            }
        });
        boolean[] significant = drift.significant(sorted.family(), level);
        int drifted = 0;
        for (int i = 0; i < significant.length; i++) {
            DriftRule.Member member = sorted.family().get(i);
            drifted += significant[i] && member.gate().reachedBy(member.effect()) ? 1 : 0;
            TrackKey key = TrackKey.ofDays(member.c().feature());
            findings.put(
                    key,
                    OneCause.told(finding(member, significant[i], level, open.track(key)), key, open, day.window()));
        }
        return new WindowFindings.Found(findings, new DatasetDrift(drifted, significant.length));
    }

    /** Faults that fire already, as far as the day shows them: they need no further test. */
    private Map<AlertKind, Finding> alertedFaults(ModelWindow day, FeatureComparison c, Set<AlertKind> firing) {
        Gate gate = Gate.ofFaults(c, policy.materialEffect(c.feature(), day.baseline(c.feature())));
        Map<AlertKind, Finding> found = new EnumMap<>(AlertKind.class);
        new FaultRules(c, policy.decision().minRows(), gate)
                .judge(day.baseline(c.feature()).rulesOff())
                .forEach((kind, test) -> {
                    if (firing.contains(kind)) {
                        found.put(kind, test.refuted());
                    }
                });
        return found;
    }

    /** A warning from the material effect on, a notice from less; calm is less than what the open alert is of. */
    private static Finding finding(
            DriftRule.Member member, boolean significant, double level, @Nullable AlertTrack open) {
        Gate warning = member.gate();
        Gate notice = warning.ofNotice();
        double effect = member.effect();
        boolean warned = open != null && open.state() == AlertState.FIRING && open.severity() != Severity.NOTICE;
        Gate held = warned ? warning : notice;
        Gate gate = warning.reachedBy(effect) ? warning : notice;
        if (significant && held.reachedBy(effect)) {
            return member.finding(Verdict.EXCEEDING, gate.severity(effect), level, gate.effect());
        }
        boolean calm = held.calm(effect, member.pValue());
        return member.finding(calm ? Verdict.CALM : Verdict.WAVERING, gate.severity(effect), level, held.effect());
    }
}
