package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.event.FeatureNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the law of the values changed: a material effect that is significant among all features of the model's window.
 * A feature is in the family when it has enough values, a defined effect, and no fault that explains the effect.
 */
final class DriftRule {

    /** A coarser sketch than this (the share of its largest bucket) can carry a notice, not a warning. */
    private static final double MAX_RESOLUTION = 0.05;

    private final DecisionPolicy policy;
    private final MultipleTesting testing;

    DriftRule(DecisionPolicy policy, MultipleTesting testing) {
        this.policy = policy;
        this.testing = testing;
    }

    /**
     * Adds the finding on drift to each feature's findings on faults, and leaves to drift what drift explains.
     *
     * @param features the window's comparisons
     * @param faults the findings on faults, by feature
     * @param firing the kinds of alert that fire already, by feature
     */
    SortedMap<String, Map<AlertKind, Finding>> judge(
            SortedMap<String, FeatureComparison> features,
            Map<String, Map<AlertKind, Finding>> faults,
            Map<String, Set<AlertKind>> firing) {
        SortedMap<String, Map<AlertKind, Finding>> findings = new TreeMap<>();
        List<FeatureComparison> family = new ArrayList<>();
        String redundant = redundantScore(features);
        features.forEach((feature, c) -> {
            Map<AlertKind, Finding> own = new EnumMap<>(AlertKind.class);
            own.putAll(faults.getOrDefault(feature, Map.of()));
            findings.put(feature, own);
            if (feature.equals(redundant)) {
                own.put(AlertKind.DISTRIBUTION, Finding.without(Verdict.WITHDRAWN));
            } else if (!setAside(c, own, firing.getOrDefault(feature, Set.of()))) {
                family.add(c);
            }
        });
        judgeTogether(family)
                .forEach((feature, finding) -> findings.computeIfPresent(feature, (name, own) -> {
                    own.put(AlertKind.DISTRIBUTION, finding);
                    return own;
                }));
        return findings;
    }

    /** The last class score follows from the others, which add up to 1 with it; empty where there is no other. */
    private static String redundantScore(SortedMap<String, FeatureComparison> features) {
        List<String> scores =
                features.keySet().stream().filter(FeatureNames::isScore).toList();
        return scores.size() < 2 ? "" : scores.get(scores.size() - 1);
    }

    /** Gives the finding on drift where there is nothing to test; false where the feature belongs to the family. */
    private boolean setAside(FeatureComparison c, Map<AlertKind, Finding> own, Set<AlertKind> firing) {
        if (Precedence.hidesDrift(own, firing)) {
            own.put(AlertKind.DISTRIBUTION, finding(c, Verdict.OVERTAKEN));
            return true;
        }
        if (c.windowValues() - c.windowNotNumbers() < policy.minRows()
                || !c.effect().isDefined()
                || !c.pValue().isDefined()) {
            boolean hidden = own.values().stream().anyMatch(finding -> finding.is(Verdict.AT_ONCE));
            own.put(AlertKind.DISTRIBUTION, finding(c, hidden ? Verdict.OVERTAKEN : Verdict.UNJUDGED));
            return true;
        }
        Attribution attribution = Attribution.of(c, own, firing.contains(AlertKind.DISTRIBUTION));
        own.putAll(attribution.faults());
        if (attribution.explained()) {
            boolean calm = attribution.effectLeft() < DecisionPolicy.CALM_SHARE * policy.effect();
            own.put(AlertKind.DISTRIBUTION, finding(c, calm ? Verdict.CALM : Verdict.OVERTAKEN));
        }
        return attribution.explained();
    }

    private Map<String, Finding> judgeTogether(List<FeatureComparison> family) {
        double[] p = family.stream().mapToDouble(c -> c.pValue().orNaN()).toArray();
        boolean[] significant = testing.reject(p, policy.level());
        boolean[] atOnce = testing.reject(p, policy.fastLevel());
        Map<String, Finding> findings = new TreeMap<>();
        for (int i = 0; i < p.length; i++) {
            FeatureComparison c = family.get(i);
            findings.put(c.feature(), finding(c, verdict(c, significant[i], atOnce[i])));
        }
        return findings;
    }

    private Verdict verdict(FeatureComparison c, boolean significant, boolean atOnce) {
        double effect = c.effect().orNaN();
        if (atOnce && effect >= policy.criticalEffect() && c.resolution() <= MAX_RESOLUTION) {
            return Verdict.AT_ONCE;
        }
        if (significant && effect >= policy.effect()) {
            return Verdict.EXCEEDING;
        }
        return policy.calm(effect, c.pValue().orNaN()) ? Verdict.CALM : Verdict.WAVERING;
    }

    private Finding finding(FeatureComparison c, Verdict verdict) {
        return new Finding(verdict, severity(c), c.effect().orNaN(), c.pValue().orNaN(), policy.effect(), Map.of());
    }

    private Severity severity(FeatureComparison c) {
        if (c.resolution() > MAX_RESOLUTION) {
            return Severity.NOTICE;
        }
        return c.effect().orNaN() >= policy.criticalEffect() ? Severity.CRITICAL : Severity.WARNING;
    }
}
