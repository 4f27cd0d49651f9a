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
 * A feature is in the family when it is not muted, has enough values, a defined effect, and no fault that explains the
 * effect.
 */
final class DriftRule {

    private final ModelPolicy policy;
    private final MultipleTesting testing;

    DriftRule(ModelPolicy policy, MultipleTesting testing) {
        this.policy = policy;
        this.testing = testing;
    }

    /**
     * The features of one window, some of them settled, the rest a family to be tested together.
     *
     * @param findings findings on faults, without those that drift explains, and on drift where there is nothing to test
     * @param family the features to test
     */
    record Sorted(SortedMap<String, Map<AlertKind, Finding>> findings, List<Member> family) {}

    /** A feature to test, and what its effect is held against. */
    record Member(FeatureComparison c, Gate gate) {

        double effect() {
            return c.effect().orNaN();
        }

        double pValue() {
            return c.pValue().orNaN();
        }

        /** A finding of the effect, held against a level and a threshold. */
        Finding finding(Verdict verdict, Severity severity, double level, double threshold) {
            return new Finding(verdict, severity, effect(), pValue(), level, threshold, Map.of());
        }
    }

    /**
     * Sorts the features that are not muted.
     *
     * @param faults the findings on faults, by feature
     * @param firing the kinds of alert that fire already, by feature
     */
    Sorted sort(ModelWindow window, Map<String, Map<AlertKind, Finding>> faults, Map<String, Set<AlertKind>> firing) {
        SortedMap<String, Map<AlertKind, Finding>> findings = new TreeMap<>();
        List<Member> family = new ArrayList<>();
        String redundant = redundantScore(window.features().keySet(), faults.keySet());
        faults.forEach((feature, found) -> {
            FeatureComparison c = window.features().get(feature);
            if (c == null) {
                return;
            }
            Member member = member(window, c);
            Map<AlertKind, Finding> own = new EnumMap<>(AlertKind.class);
            own.putAll(found);
            findings.put(feature, own);
            if (feature.equals(redundant)) {
                own.put(AlertKind.DISTRIBUTION, Finding.without(Verdict.WITHDRAWN));
            } else if (!setAside(member, own, firing.getOrDefault(feature, Set.of()))) {
                family.add(member);
            }
        });
        return new Sorted(findings, family);
    }

    /** Which of the family are significant at a level. */
    boolean[] significant(List<Member> family, double level) {
        return testing.reject(family.stream().mapToDouble(Member::pValue).toArray(), level);
    }

    private Member member(ModelWindow window, FeatureComparison c) {
        return new Member(c, Gate.ofDrift(c, policy.materialEffect(c.feature(), window.baseline(c.feature()))));
    }

    /** The last class score follows from the others, where all are judged: they add up to 1. Empty where there is none such. */
    private static String redundantScore(Set<String> features, Set<String> judged) {
        List<String> scores = features.stream().filter(FeatureNames::isScore).toList();
        return scores.size() < 2 || !judged.containsAll(scores) ? "" : scores.get(scores.size() - 1);
    }

    /** Gives the finding on drift where there is nothing to test; false where the feature belongs to the family. */
    private boolean setAside(Member member, Map<AlertKind, Finding> own, Set<AlertKind> firing) {
        FeatureComparison c = member.c();
        if (Precedence.hidesDrift(own, firing)) {
            own.put(AlertKind.DISTRIBUTION, untested(member, Verdict.OVERTAKEN));
            return true;
        }
        if (c.windowValues() - c.windowNotNumbers() < policy.decision().minRows()
                || !c.effect().isDefined()
                || !c.pValue().isDefined()) {
            boolean hidden = own.values().stream().anyMatch(finding -> finding.is(Verdict.AT_ONCE));
            own.put(AlertKind.DISTRIBUTION, untested(member, hidden ? Verdict.OVERTAKEN : Verdict.UNJUDGED));
            return true;
        }
        if (!anyExceeds(own)) {
            return false;
        }
        Attribution attribution = Attribution.of(c, own, firing.contains(AlertKind.DISTRIBUTION));
        own.putAll(attribution.faults());
        if (attribution.explained()) {
            boolean calm = member.gate().small(attribution.effectLeft());
            own.put(AlertKind.DISTRIBUTION, untested(member, calm ? Verdict.CALM : Verdict.OVERTAKEN));
        }
        return attribution.explained();
    }

    private static boolean anyExceeds(Map<AlertKind, Finding> findings) {
        for (Finding finding : findings.values()) {
            if (finding.exceeds()) {
                return true;
            }
        }
        return false;
    }

    private static Finding untested(Member member, Verdict verdict) {
        Gate gate = member.gate();
        return member.finding(verdict, gate.severity(member.effect()), Double.NaN, gate.effect());
    }
}
