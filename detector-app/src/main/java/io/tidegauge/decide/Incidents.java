package io.tidegauge.decide;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Groups the alerts that page: what begins to fire in one window, or while another alert of the model version fires, is one
 * incident, known by its first window. Suspicions and notices page nobody and belong to none; one that becomes a warning
 * joins then.
 */
final class Incidents {

    private Incidents() {}

    /**
     * The first window of the incident that an alert belongs to which pages from this window on.
     *
     * @param before the tracks when the window closed
     */
    static TimeWindow of(TimeWindow window, SortedMap<TrackKey, AlertTrack> before) {
        return before.values().stream()
                .filter(Incidents::pages)
                .map(AlertTrack::incident)
                .flatMap(Optional::stream)
                .min(Comparator.comparing(TimeWindow::startMs).thenComparing(TimeWindow::endMs))
                .orElse(window);
    }

    /** The track in the incident, where it pages and is in none yet. */
    static AlertTrack joined(AlertTrack track, TimeWindow incident) {
        return pages(track) && track.incident().isEmpty() ? track.in(incident) : track;
    }

    private static boolean pages(AlertTrack track) {
        return track.state() == AlertState.FIRING && track.severity() != Severity.NOTICE;
    }
}
