package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.event.ModelVersion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static Observed drifting(String feature) {
        return Observed.numeric(feature).drift(0.5, 1e-12);
    }

    private static Observed calm(String feature) {
        return Observed.numeric(feature);
    }

    private static List<String> incidents(Episode episode) {
        return episode.alerts().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .map(DriftAlert::incidentId)
                .toList();
    }

    @Test
    void holdWhatOpensInOneWindow() {
        Episode episode = new Episode();
        episode.next(drifting("a"), drifting("b"), Observed.numeric("c").absent());
        assertThat(incidents(episode)).hasSize(3).doesNotContain(DriftAlert.NO_INCIDENT);
        assertThat(incidents(episode))
                .as("one incident")
                .containsOnly(incidents(episode).get(0));
    }

    @Test
    void goOnWhileAnAlertFires() {
        Episode episode = new Episode();
        episode.next(drifting("a"), calm("b"), calm("c"));
        episode.next(drifting("a"), drifting("b"), calm("c"));
        // a resolves in window 4; b, which joined it, carries the incident on.
        episode.repeat(3, calm("a"), drifting("b"), calm("c"));
        episode.next(calm("a"), drifting("b"), drifting("c"));
        assertThat(incidents(episode))
                .hasSize(3)
                .containsOnly(incidents(episode).get(0));
        episode.repeat(3, calm("a"), calm("b"), calm("c"));
        assertThat(episode.tracks().values()).noneMatch(track -> track.state() == AlertState.FIRING);
        episode.next(drifting("a"), calm("b"), calm("c"));
        assertThat(incidents(episode)).as("another").hasSize(4);
        assertThat(incidents(episode).get(3)).isNotEqualTo(incidents(episode).get(0));
    }

    @Test
    void endWithTheIncidentTheyBeganWith() {
        Episode episode = new Episode();
        episode.next(drifting("a"));
        episode.repeat(3, calm("a"));
        assertThat(episode.alerts())
                .extracting(DriftAlert::incidentId)
                .hasSize(2)
                .containsOnly(incidents(episode).get(0));
    }

    @Test
    void areNotMadeOfSuspicionsAndNotices() {
        Episode episode = new Episode();
        episode.next(Observed.numeric("a").drift(0.15, 1e-9), calm("b"));
        episode.nextDay(Observed.numeric("a"), Observed.numeric("b").drift(0.06, 1e-9));
        assertThat(episode.alerts())
                .hasSize(2)
                .extracting(DriftAlert::incidentId)
                .containsOnly(DriftAlert.NO_INCIDENT);
        episode.next(Observed.numeric("a").drift(0.15, 1e-9), calm("b"));
        episode.nextDay(Observed.numeric("a"), Observed.numeric("b").drift(0.2, 1e-9));
        assertThat(episode.alerts().subList(2, 4))
                .as("the suspicion is confirmed, the notice becomes a warning beside it")
                .extracting(DriftAlert::incidentId)
                .containsOnly(AlertId.ofIncident(Episode.MODEL, "*", Episode.window(1)));
    }

    @Test
    void areKnownByModelVersionSegmentAndFirstWindow() {
        ModelVersion other = new ModelVersion("rental-price", "8");
        assertThat(Stream.of(
                                AlertId.ofIncident(Episode.MODEL, "*", Episode.window(0)),
                                AlertId.ofIncident(Episode.MODEL, "*", Episode.window(1)),
                                AlertId.ofIncident(Episode.MODEL, "oslo", Episode.window(0)),
                                AlertId.ofIncident(other, "*", Episode.window(0)))
                        .sorted(Comparator.naturalOrder())
                        .distinct())
                .hasSize(4);
        // sha256 of the lengths and texts rental-price, 7, * and the window 0 to 3,600,000, computed with hashlib.
        assertThat(AlertId.ofIncident(Episode.MODEL, "*", Episode.window(0)))
                .isEqualTo("a01adbf61cda6fd7888bb971bad04158");
    }
}
