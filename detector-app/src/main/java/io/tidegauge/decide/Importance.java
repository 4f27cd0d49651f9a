package io.tidegauge.decide;

import io.tidegauge.alert.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * Where the model's performance is alerted on, a warning on a feature that the model depends on most is critical: it may well
 * be why. Importance changes nothing else.
 */
final class Importance {

    /** The most important features, as a part of all. */
    private static final int TOP = 10;

    private Importance() {}

    /** Raises the findings that it applies to. */
    static void escalate(
            SortedMap<TrackKey, Finding> findings, ModelWindow window, ModelPolicy policy, OpenAlerts open) {
        if (!open.performanceFires()) {
            return;
        }
        double least = leastOfTop(window, policy);
        findings.replaceAll((key, finding) -> {
            boolean top = policy.feature(key.feature()).importance().orElse(0) >= least;
            return top && finding.exceeds() && finding.severity() == Severity.WARNING
                    ? finding.as(Severity.CRITICAL)
                    : finding;
        });
    }

    /** The importance of the last of the top tenth of the window's features, ties included; infinite where none is known. */
    private static double leastOfTop(ModelWindow window, ModelPolicy policy) {
        List<Double> known = new ArrayList<>();
        window.features()
                .keySet()
                .forEach(feature -> policy.feature(feature).importance().stream()
                        .filter(importance -> importance > 0)
                        .forEach(known::add));
        if (known.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        known.sort(Comparator.reverseOrder());
        int top = (window.features().size() + TOP - 1) / TOP;
        return known.get(Math.min(top, known.size()) - 1);
    }
}
