package io.tidegauge.cli;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.ModelVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Alerts of a model that page and fire together.
 *
 * @param id what they share
 * @param alerts how each of them stands last; at least one, in the order they opened
 * @param fromMs start of the first window in it, milliseconds since the epoch
 */
record Incident(String id, List<DriftAlert> alerts, long fromMs) {

    Incident {
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("incident " + id + " without alerts");
        }
    }

    /** The incidents of changes that are in the order of their windows; what belongs to none is left out. */
    static List<Incident> of(Collection<DriftAlert> changes) {
        Map<String, Map<String, DriftAlert>> last = new LinkedHashMap<>();
        Map<String, Long> from = new LinkedHashMap<>();
        for (DriftAlert change : changes) {
            if (!change.incidentId().equals(DriftAlert.NO_INCIDENT)) {
                last.computeIfAbsent(change.incidentId(), id -> new LinkedHashMap<>())
                        .put(change.alertId(), change);
                from.merge(change.incidentId(), change.window().startMs(), Math::min);
            }
        }
        List<Incident> incidents = new ArrayList<>();
        last.forEach((id, alerts) ->
                incidents.add(new Incident(id, List.copyOf(alerts.values()), from.getOrDefault(id, 0L))));
        return incidents;
    }

    /** The model's version. */
    ModelVersion model() {
        return alerts.get(0).model();
    }

    /** The slice of rows. */
    String segment() {
        return alerts.get(0).segment();
    }

    /** How many of the alerts fire still. */
    long firing() {
        return alerts.stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .count();
    }

    /** FIRING while one of the alerts does, else RESOLVED. */
    AlertState state() {
        return firing() > 0 ? AlertState.FIRING : AlertState.RESOLVED;
    }

    /** The severest alert's. */
    Severity severity() {
        return alerts.stream()
                .map(DriftAlert::severity)
                .filter(severity -> severity != Severity.UNKNOWN)
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }

    /** End of the last window in which one of the alerts changed, milliseconds since the epoch. */
    long toMs() {
        return alerts.stream().mapToLong(alert -> alert.window().endMs()).max().orElseThrow();
    }

    /** What the alerts are on. */
    SortedSet<String> features() {
        SortedSet<String> features = new TreeSet<>();
        alerts.forEach(alert -> features.add(alert.feature()));
        return features;
    }
}
