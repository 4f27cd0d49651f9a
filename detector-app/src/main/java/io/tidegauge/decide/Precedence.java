package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which kinds of alert on a feature give way to which, where the same rows show both.
 *
 * <p>A feature that is absent, or stuck at one value, is only known as such from a window without any other row. The
 * windows in which such a fault begins and ends show something else: so while its alert is open no other opens for the
 * same rows, and a feature already alerted for missing values goes on missing when it is absent altogether.
 */
final class Precedence {

    /** Kinds whose rows are those of the kind, or none. */
    private static final Map<AlertKind, Set<AlertKind>> COVERED = Map.of(
            AlertKind.ABSENT_FEATURE,
            Set.of(
                    AlertKind.MISSING_VALUES,
                    AlertKind.TYPE_CHANGE,
                    AlertKind.NOT_A_NUMBER,
                    AlertKind.CONSTANT,
                    AlertKind.OUT_OF_RANGE,
                    AlertKind.UNSEEN_CATEGORY,
                    AlertKind.DISTRIBUTION),
            AlertKind.CONSTANT,
            Set.of(AlertKind.OUT_OF_RANGE, AlertKind.UNSEEN_CATEGORY, AlertKind.DISTRIBUTION));

    /** Faults of so many values that nothing can be said about the law of the values. */
    private static final Set<AlertKind> HIDING_DRIFT = Set.of(AlertKind.OUT_OF_RANGE, AlertKind.UNSEEN_CATEGORY);

    private Precedence() {}

    /**
     * The findings on a feature's faults with those overtaken that give way.
     *
     * @param faults the findings
     * @param firing the kinds of alert that fire on the feature already
     */
    static Map<AlertKind, Finding> among(Map<AlertKind, Finding> faults, Set<AlertKind> firing) {
        if (nothingGivesWay(faults, firing)) {
            return faults;
        }
        Map<AlertKind, Finding> settled = new EnumMap<>(AlertKind.class);
        settled.putAll(faults);
        if (firing.contains(AlertKind.MISSING_VALUES) && !firing.contains(AlertKind.ABSENT_FEATURE)) {
            settled.computeIfPresent(AlertKind.ABSENT_FEATURE, (kind, absent) -> absent.as(Verdict.OVERTAKEN));
        }
        for (AlertKind kind : faults.keySet()) {
            if (covered(kind, settled, firing)) {
                settled.computeIfPresent(kind, (k, finding) -> finding.as(Verdict.OVERTAKEN));
            }
        }
        return settled;
    }

    /** Whether drift of the feature is not to be judged, because of its faults. */
    static boolean hidesDrift(Map<AlertKind, Finding> faults, Set<AlertKind> firing) {
        return !nothingGivesWay(faults, firing)
                && (covered(AlertKind.DISTRIBUTION, faults, firing)
                        || HIDING_DRIFT.stream().anyMatch(kind -> atOnce(kind, faults)));
    }

    /** As nearly always: no alert fires on the feature, and no fault is beyond its bound. */
    private static boolean nothingGivesWay(Map<AlertKind, Finding> faults, Set<AlertKind> firing) {
        if (!firing.isEmpty()) {
            return false;
        }
        for (Finding finding : faults.values()) {
            if (finding.is(Verdict.AT_ONCE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean covered(AlertKind kind, Map<AlertKind, Finding> faults, Set<AlertKind> firing) {
        return COVERED.entrySet().stream()
                .filter(entry -> entry.getValue().contains(kind))
                .map(Map.Entry::getKey)
                .anyMatch(by -> atOnce(by, faults) || (firing.contains(by) && !firing.contains(kind)));
    }

    private static boolean atOnce(AlertKind kind, Map<AlertKind, Finding> faults) {
        Finding finding = faults.get(kind);
        return finding != null && finding.is(Verdict.AT_ONCE);
    }
}
