package io.tidegauge.demo;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether the detector told the story as it was: each fault fired under its kind within three windows of its start and
 * was resolved after its repair where the story left the time, and nothing else fired. A PENDING that lapses is nothing.
 *
 * @param problems what was not so, a sentence each; empty when all was
 */
record Verdict(List<String> problems) {

    /** A fault must fire in its first, second or third window. */
    static final int WINDOWS_TO_FIRE = 3;

    Verdict {
        problems = List.copyOf(problems);
    }

    /**
     * Judges.
     *
     * @param story what happened
     * @param alerts what the detector said, in the order in which it was published
     * @param calmWindows how many windows in a row must be calm before an alert is resolved
     */
    static Verdict of(Story story, List<DriftAlert> alerts, int calmWindows) {
        List<Incident> incidents = incidents(story, alerts);
        List<String> problems = new ArrayList<>();
        for (Fault fault : story.faults()) {
            incidents.stream()
                    .filter(incident -> incident.tells(fault, story))
                    .findFirst()
                    .ifPresentOrElse(
                            incident -> problems.addAll(lateness(story, fault, incident, calmWindows)),
                            () -> problems.add("No " + fault.kind() + " alert fired on " + fault.feature()
                                    + ", although " + fault.told() + "."));
        }
        incidents.stream()
                .filter(incident -> story.faults().stream().noneMatch(fault -> incident.tells(fault, story)))
                .forEach(incident -> problems.add("A " + incident.kind() + " alert fired on " + incident.feature()
                        + " in window " + incident.fired() + ", where nothing of the kind was wrong."));
        return new Verdict(problems);
    }

    /** Whether nothing was missing and nothing too much. */
    boolean passed() {
        return problems.isEmpty();
    }

    private static List<String> lateness(Story story, Fault fault, Incident incident, int calmWindows) {
        List<String> problems = new ArrayList<>();
        int window = incident.fired() - story.firstWindow(fault) + 1;
        if (window > WINDOWS_TO_FIRE) {
            problems.add("The " + fault.kind() + " alert on " + fault.feature() + " fired only in the fault's window "
                    + window + ".");
        }
        int repaired = story.repairedWindow(fault);
        boolean timeToResolve = story.windows() - repaired >= calmWindows;
        if (timeToResolve && incident.resolved().isEmpty()) {
            problems.add("The " + fault.kind() + " alert on " + fault.feature() + " was never resolved, "
                    + (story.windows() - repaired) + " windows after the repair.");
        }
        if (incident.resolved().isPresent() && incident.resolved().getAsInt() < repaired) {
            problems.add(
                    "The " + fault.kind() + " alert on " + fault.feature() + " was resolved while the fault went on.");
        }
        return problems;
    }

    private static List<Incident> incidents(Story story, List<DriftAlert> alerts) {
        Map<String, Incident> byId = new LinkedHashMap<>();
        for (DriftAlert alert : alerts) {
            int window = story.indexOf(alert.window().startMs());
            if (alert.state() == AlertState.FIRING) {
                byId.putIfAbsent(
                        alert.alertId(), new Incident(alert.feature(), alert.kind(), window, OptionalInt.empty()));
            } else if (alert.state() == AlertState.RESOLVED) {
                byId.computeIfPresent(alert.alertId(), (id, incident) -> incident.resolvedIn(window));
            }
        }
        return List.copyOf(byId.values());
    }

    /** An alert that fired, with the indices of the windows in which it did and in which it was resolved. */
    private record Incident(String feature, AlertKind kind, int fired, OptionalInt resolved) {

        Incident resolvedIn(int window) {
            return new Incident(feature, kind, fired, OptionalInt.of(window));
        }

        boolean tells(Fault fault, Story story) {
            return feature.equals(fault.feature())
                    && kind == fault.kind()
                    && story.faultIn(fired).equals(Optional.of(fault));
        }
    }
}
