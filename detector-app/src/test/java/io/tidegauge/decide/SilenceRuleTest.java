package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Severity;
import io.tidegauge.decide.SilenceRule.Stillness;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceRuleTest {

    private static final ModelVersion LAST = new ModelVersion("churn", "3");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long END = 1_700_000_000_000L;
    private static final TimeWindow SILENCE = SilenceRule.silence(END, HOUR);

    @Test
    void eventTimeThatHasGoneOnIsEnough() {
        assertThat(SilenceRule.silent(new Stillness(true, false, Duration.ZERO), HOUR))
                .isTrue();
    }

    @Test
    void whereNothingComesAtAllItTakesTheTimeLivedThrough() {
        assertThat(SilenceRule.silent(new Stillness(false, true, HOUR.minusMillis(1)), HOUR))
                .isFalse();
        assertThat(SilenceRule.silent(new Stillness(false, true, HOUR), HOUR)).isTrue();
    }

    @Test
    void timeLivedThroughSaysNothingWhileAnyPartitionHasEvents() {
        assertThat(SilenceRule.silent(new Stillness(false, false, HOUR.multipliedBy(9)), HOUR))
                .isFalse();
    }

    @Test
    void firesOnceOnTheModelAtTheLastVersion() {
        DriftAlert alert = SilenceRule.fires(LAST, SILENCE);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.kind()).isEqualTo(AlertKind.SILENCE);
        assertThat(alert.model()).isEqualTo(LAST);
        assertThat(alert.segment() + alert.feature()).isEqualTo("**");
        assertThat(alert.window()).isEqualTo(new TimeWindow(END, END + 3_600_000));
        assertThat(alert.statistics()).containsEntry("silent_seconds", 3_600.0);
        // hashlib over struct-packed parts: churn, 3, *, *, SILENCE and the window.
        assertThat(alert.alertId()).isEqualTo("eb3b16203c3c0ba2ccfb78c5eb472932");
    }

    @Test
    void bothWaysItEndsAreTheSameAlertsEnd() {
        String id = SilenceRule.fires(LAST, SILENCE).alertId();
        TimeWindow back = new TimeWindow(END + 7_200_000, END + 7_500_000);
        DriftAlert ended = SilenceRule.ends(LAST, SILENCE, new ModelVersion("churn", "4"), back, 5);
        assertThat(ended.alertId()).isEqualTo(id);
        assertThat(ended.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(ended.model()).as("the alert's own version").isEqualTo(LAST);
        assertThat(ended.window()).isEqualTo(back);
        assertThat(ended.windowRows()).isEqualTo(5);
        assertThat(ended.statistics()).containsEntry("silent_seconds", 7_200.0);

        DriftAlert lapsed = SilenceRule.lapses(LAST, SILENCE);
        assertThat(lapsed.alertId()).isEqualTo(id);
        assertThat(lapsed.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(lapsed.window()).isNotEqualTo(SILENCE);
    }

    @Test
    void theTrackSurvivesItsBytes() {
        AlertTrack track = SilenceRule.track(SILENCE);
        assertThat(AlertTrack.decode(track.encode())).isEqualTo(track);
        assertThat(track.opened()).isEqualTo(SILENCE);
        assertThat(track.state()).isEqualTo(AlertState.FIRING);
    }
}
