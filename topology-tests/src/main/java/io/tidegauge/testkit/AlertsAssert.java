package io.tidegauge.testkit;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Says what a detector should have alerted, and fails with what it did. Each alert that is named is ticked off. */
public final class AlertsAssert extends AbstractAssert<AlertsAssert, List<DriftAlert>> {

    private final List<DriftAlert> unnamed;

    private AlertsAssert(List<DriftAlert> alerts) {
        super(alerts, AlertsAssert.class);
        this.unnamed = new ArrayList<>(alerts);
    }

    /** Begins a sentence about alerts, in the order they were written. */
    public static AlertsAssert assertThatAlerts(List<DriftAlert> alerts) {
        return new AlertsAssert(alerts);
    }

    /** One alert of the kind fired on the feature. */
    public AlertsAssert fired(AlertKind kind, String feature) {
        return oneOf(AlertState.FIRING, kind, feature);
    }

    /** One alert of the kind on the feature was resolved. */
    public AlertsAssert resolved(AlertKind kind, String feature) {
        return oneOf(AlertState.RESOLVED, kind, feature);
    }

    /** No alert fired but those named so far. */
    public AlertsAssert firedNothingElse() {
        List<DriftAlert> others = unnamed.stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
        if (!others.isEmpty()) {
            failWithMessage("Expected nothing else to fire, but there were%n%s", inWords(others));
        }
        return this;
    }

    private AlertsAssert oneOf(AlertState state, AlertKind kind, String feature) {
        List<String> ids = actual.stream()
                .filter(alert -> alert.state() == state && alert.kind() == kind)
                .filter(alert -> alert.feature().equals(feature))
                .map(DriftAlert::alertId)
                .distinct()
                .toList();
        if (ids.size() != 1) {
            failWithMessage(
                    "Expected one %s on %s to be %s, found %d in%n%s",
                    kind, feature, state, ids.size(), inWords(actual));
        }
        unnamed.removeIf(alert -> alert.alertId().equals(ids.get(0)));
        return this;
    }

    private static String inWords(List<DriftAlert> alerts) {
        return alerts.stream()
                .map(alert -> "  " + alert.window() + " " + alert.state() + " " + alert.kind() + ": " + alert.summary())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
