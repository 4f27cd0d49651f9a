package io.tidegauge.demo;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.event.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says in a line what became of an alert: when it fires, changes its severity, and is resolved after it had fired. */
final class AlertWords {

    private final DateTimeFormatter clock;
    private final Set<String> fired = new HashSet<>();

    AlertWords(ZoneId zone) {
        this.clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
    }

    /** The line, or empty where there is nothing to tell: pending, or lapsed without having fired. */
    Optional<String> line(DriftAlert alert) {
        boolean hadFired = fired.contains(alert.alertId());
        if (alert.state() == AlertState.FIRING) {
            fired.add(alert.alertId());
            return Optional.of(words(alert));
        }
        return alert.state() == AlertState.RESOLVED && hadFired ? Optional.of(words(alert)) : Optional.empty();
    }

    private String words(DriftAlert alert) {
        return String.format(
                Locale.ROOT,
                "%s  %-8s  %-8s  %-14s  %s",
                span(alert.window()),
                alert.state(),
                alert.severity(),
                alert.kind(),
                alert.summary());
    }

    /** A window's start and end on the clock. */
    String span(TimeWindow window) {
        return clock.format(Instant.ofEpochMilli(window.startMs())) + "-"
                + clock.format(Instant.ofEpochMilli(window.endMs()));
    }
}
