package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.Severity;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.fuzz.Fuzz;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTrackFuzzTest {

    @Test
    void alertTracks() {
        List<byte[]> valid = new ArrayList<>();
        for (AlertState state : List.of(AlertState.PENDING, AlertState.FIRING)) {
            for (Severity severity : List.of(Severity.NOTICE, Severity.WARNING, Severity.CRITICAL)) {
                AlertTrack track = new AlertTrack(state, severity, new TimeWindow(0, 300_000), 0b101, 2);
                valid.add(track.encode());
                valid.add(track.in(new TimeWindow(-300_000, 0)).encode());
            }
        }
        Fuzz.of("alert-track", valid, TrackFormatException.class).run(5_000, bytes -> {
            AlertTrack read = AlertTrack.decode(bytes);
            assertThat(AlertTrack.decode(read.encode())).isEqualTo(read);
        });
    }
}
