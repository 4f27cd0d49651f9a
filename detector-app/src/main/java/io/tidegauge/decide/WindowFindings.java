package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one of a model's own windows says: of faults, of drift, and of new features. */
final class WindowFindings {

    /** New features of one window that are told one by one; more have one cause, and are one alert on the model. */
    static final int MOST_NEW = 20;

    private final ModelPolicy policy;
    private final DriftRule drift;
    private final FaultFamily faults;

    WindowFindings(ModelPolicy policy, MultipleTesting testing) {
        this.policy = policy;
        this.drift = new DriftRule(policy, testing);
        this.faults = new FaultFamily(testing);
    }

    /** Findings by track, and how much of the data drifted. */
    record Found(SortedMap<TrackKey, Finding> findings, DatasetDrift drift) {}

    /** What the window says of every feature that is not muted. */
    Found of(ModelWindow window, OpenAlerts open) {
        Budget.Levels levels = policy.levels().among(window.siblings());
        Map<String, Map<AlertKind, FaultTest>> tests = new TreeMap<>();
        Map<String, Set<AlertKind>> firing = new TreeMap<>();
        window.features().forEach((feature, c) -> {
            if (!policy.feature(feature).muted(window.window())) {
                tests.put(feature, faultsOf(c, window.baseline(feature)));
                firing.put(feature, firing(feature, open));
            }
        });
        Map<String, Map<AlertKind, Finding>> found = faults.settle(tests, levels.quality());
        found.replaceAll((feature, own) -> Precedence.among(own, open.firing(feature)));
        DriftRule.Sorted sorted = drift.sort(window, found, firing);
        DatasetDrift share = judge(sorted, levels, open, window.window());
        SortedMap<TrackKey, Finding> findings = new TreeMap<>();
        sorted.findings()
                .forEach((feature, own) -> own.forEach((kind, finding) -> {
                    TrackKey key = new TrackKey(feature, kind);
                    // What is as it was, and was never told, needs no finding.
                    if (finding.exceeds() || open.track(key) != null) {
                        findings.put(key, finding);
                    }
                }));
        for (String feature : newToTell(window, open)) {
            findings.put(
                    new TrackKey(feature, AlertKind.NEW_FEATURE), Finding.without(Verdict.AT_ONCE, Severity.NOTICE));
        }
        return new Found(findings, share);
    }

    private Map<AlertKind, FaultTest> faultsOf(FeatureComparison c, BaselineFacts baseline) {
        Gate gate = Gate.ofFaults(c, policy.materialEffect(c.feature(), baseline));
        return new FaultRules(c, policy.decision().minRows(), gate).judge(baseline.rulesOff());
    }

    /** The kinds that fire on the feature; drift that its days warn of fires here too, and is not told again as a fault. */
    private static Set<AlertKind> firing(String feature, OpenAlerts open) {
        Set<AlertKind> kinds = new HashSet<>(open.firing(feature));
        open.firing(TrackKey.ofDays(feature))
                .filter(severity -> severity != Severity.NOTICE)
                .ifPresent(severity -> kinds.add(AlertKind.DISTRIBUTION));
        return kinds;
    }

    /** Adds the findings on drift. */
    private DatasetDrift judge(DriftRule.Sorted sorted, Budget.Levels levels, OpenAlerts open, TimeWindow window) {
        boolean[] significant = drift.significant(sorted.family(), levels.persistent());
        boolean[] atOnce = drift.significant(sorted.family(), levels.fast());
        int drifted = 0;
        for (int i = 0; i < significant.length; i++) {
            DriftRule.Member member = sorted.family().get(i);
            boolean fast = atOnce[i] && member.gate().atOnce(member.effect());
            Finding finding = finding(member, significant[i], fast, levels);
            drifted += finding.exceeds() ? 1 : 0;
            String feature = member.c().feature();
            Map<AlertKind, Finding> own =
                    sorted.findings().computeIfAbsent(feature, f -> new EnumMap<>(AlertKind.class));
            own.put(
                    AlertKind.DISTRIBUTION,
                    OneCause.told(finding, new TrackKey(feature, AlertKind.DISTRIBUTION), open, window));
        }
        return new DatasetDrift(drifted, significant.length);
    }

    private static Finding finding(DriftRule.Member member, boolean significant, boolean fast, Budget.Levels levels) {
        Gate gate = member.gate();
        Severity severity = gate.severity(member.effect());
        if (fast) {
            return member.finding(Verdict.AT_ONCE, severity, levels.fast(), gate.critical());
        }
        Verdict otherwise = gate.calm(member.effect(), member.pValue()) ? Verdict.CALM : Verdict.WAVERING;
        boolean exceeds = significant && gate.reachedBy(member.effect());
        return member.finding(exceeds ? Verdict.EXCEEDING : otherwise, severity, levels.persistent(), gate.effect());
    }

    /** The new features to tell one by one; beyond {@link #MOST_NEW} those that were told before, and all together. */
    private Collection<String> newToTell(ModelWindow window, OpenAlerts open) {
        List<String> heard = window.newFeatures().stream()
                .filter(feature -> !policy.feature(feature).muted(window.window()))
                .toList();
        if (heard.size() <= MOST_NEW) {
            return heard;
        }
        List<String> told = new ArrayList<>();
        told.add(FeatureNames.ALL);
        heard.stream()
                .filter(feature -> open.track(new TrackKey(feature, AlertKind.NEW_FEATURE)) != null)
                .forEach(told::add);
        return told;
    }
}
