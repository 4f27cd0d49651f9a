package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.compare.Calibration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Days beside windows: small effects, on tracks of their own, and one alert for one cause. */
class DaysTest {

    private static Observed f(double effect) {
        return Observed.numeric("f").drift(effect, 1e-9);
    }

    private static final Observed CALM = Observed.numeric("f");

    @Test
    void tellANoticeBelowTheMaterialEffectAndAWarningFromItOn() {
        Episode episode = new Episode();
        episode.nextDay(f(0.039));
        episode.nextDay(f(0.041));
        episode.nextDay(f(0.08));
        episode.nextDay(f(0.1));
        episode.nextDay(f(0.08));
        episode.nextDay(f(0.05));
        assertThat(episode.story())
                .containsExactly(
                        "d1: FIRING NOTICE DISTRIBUTION f",
                        "d3: FIRING WARNING DISTRIBUTION f",
                        "d5: RESOLVED WARNING DISTRIBUTION f");
        assertThat(episode.alerts().get(0).evidence().path()).isEqualTo(DecisionPath.DAY);
        assertThat(episode.alerts().get(0).evidence().level()).as("0.15 / 30").isEqualTo(0.005);
        assertThat(episode.alerts().get(0).threshold())
                .as("what the notice's effect had to reach")
                .isCloseTo(0.04, within(1e-12));
        assertThat(episode.alerts().get(1).threshold()).isEqualTo(0.1);
    }

    @Test
    void areCalmForANoticeOnlyBelowItsOwnShare() {
        Episode episode = new Episode();
        episode.nextDay(f(0.05));
        episode.nextDay(f(0.03));
        episode.nextDay(f(0.027));
        assertThat(episode.story())
                .containsExactly("d0: FIRING NOTICE DISTRIBUTION f", "d2: RESOLVED NOTICE DISTRIBUTION f");
    }

    @Test
    void areCalmWhereTheyAreNotSignificant() {
        Episode episode = new Episode();
        episode.nextDay(f(0.2));
        episode.nextDay(Observed.numeric("f").drift(0.2, 0.04));
        episode.nextDay(Observed.numeric("f").drift(0.2, 0.051));
        assertThat(episode.story())
                .containsExactly("d0: FIRING WARNING DISTRIBUTION f", "d2: RESOLVED WARNING DISTRIBUTION f");
    }

    @Test
    void doNotTellWhatWindowsHaveTold() {
        Episode episode = new Episode().repeat(2, f(0.15));
        episode.nextDay(f(0.15));
        assertThat(episode.story())
                .containsExactly("0: PENDING WARNING DISTRIBUTION f", "1: FIRING WARNING DISTRIBUTION f");
        episode.repeat(3, CALM);
        episode.nextDay(f(0.15));
        assertThat(episode.story()).last().isEqualTo("d1: FIRING WARNING DISTRIBUTION f");
    }

    @Test
    void doNotBecomeMoreUrgentThanWhatWindowsHaveTold() {
        Episode episode = new Episode();
        episode.nextDay(f(0.06));
        episode.repeat(2, f(0.15));
        episode.nextDay(f(0.15));
        episode.nextDay(f(0.35));
        assertThat(episode.story())
                .containsExactly(
                        "d0: FIRING NOTICE DISTRIBUTION f",
                        "0: PENDING WARNING DISTRIBUTION f",
                        "1: FIRING WARNING DISTRIBUTION f",
                        "d2: FIRING CRITICAL DISTRIBUTION f");
    }

    @Test
    void areNotToldAgainByWindows() {
        Episode episode = new Episode();
        episode.nextDay(f(0.15));
        episode.repeat(5, f(0.15));
        assertThat(episode.story()).containsExactly("d0: FIRING WARNING DISTRIBUTION f");
        episode.repeat(1, f(0.35));
        assertThat(episode.story()).as("more urgent").last().isEqualTo("5: FIRING CRITICAL DISTRIBUTION f");
    }

    @Test
    void letASuspicionOfWindowsLapse() {
        Episode episode = new Episode();
        episode.next(f(0.15));
        episode.nextDay(f(0.15));
        episode.repeat(4, f(0.15));
        assertThat(episode.story())
                .containsExactly(
                        "0: PENDING WARNING DISTRIBUTION f",
                        "d0: FIRING WARNING DISTRIBUTION f",
                        "3: RESOLVED WARNING DISTRIBUTION f");
    }

    @Test
    void leaveFaultsThatFireToTheirAlert() {
        // Half of the values are lost, and that is all that there is: JS of (0, 1) and (0.5, 0.5) is 0.558.
        Observed lost = Observed.numeric("f").missing(0, 500).drift(0.56, 1e-12).cell("missing", 0, 0.5);
        Episode episode = new Episode();
        episode.next(lost);
        episode.nextDay(lost);
        assertThat(episode.story()).containsExactly("0: FIRING CRITICAL MISSING_VALUES f");
    }

    @Test
    void doNotTellOnceMoreWhatIsOver() {
        // Three hours without half of the values are 6 % of the day's: told, over, and still in the day's rows.
        Observed lost = Observed.numeric("f").missing(0, 500).drift(0.56, 1e-12).cell("missing", 0, 0.5);
        Episode episode = new Episode();
        episode.repeat(3, lost);
        episode.repeat(3, CALM);
        episode.nextDay(Observed.numeric("f").missing(0, 62).drift(0.18, 1e-12));
        assertThat(episode.story())
                .containsExactly("0: FIRING CRITICAL MISSING_VALUES f", "5: RESOLVED CRITICAL MISSING_VALUES f");
        assertThat(episode.tracks()).as("forgotten with the day").isEmpty();
        episode.nextDay(Observed.numeric("f").missing(0, 62).drift(0.18, 1e-12));
        assertThat(episode.story()).last().isEqualTo("d1: FIRING WARNING DISTRIBUTION f");
    }

    @Test
    void tellWhatIsMoreUrgentThanWhatIsOver() {
        Episode episode = new Episode().repeat(2, f(0.15)).repeat(3, CALM);
        episode.nextDay(f(0.4));
        assertThat(episode.story()).last().isEqualTo("d0: FIRING CRITICAL DISTRIBUTION f");
    }

    @Test
    void rememberWhatWasToldOnLaterDays() {
        Episode episode = new Episode();
        episode.repeat(24, CALM);
        // An alert of the first hours of the second day, when the first is closed.
        episode.repeat(2, f(0.15)).repeat(3, CALM);
        episode.nextDay(CALM);
        episode.nextDay(f(0.15));
        assertThat(episode.story()).last().isEqualTo("28: RESOLVED WARNING DISTRIBUTION f");
        episode.nextDay(f(0.15));
        assertThat(episode.story()).last().isEqualTo("d2: FIRING WARNING DISTRIBUTION f");
    }

    @Test
    void tellSmallSharesOfFaultsThatNoWindowCould() {
        // 5 % lost where 1 % was: JS 0.10.
        Episode episode = new Episode();
        episode.nextDay(Observed.numeric("f").missing(100, 50).drift(0.104, 1e-9));
        assertThat(episode.story()).containsExactly("d0: FIRING WARNING DISTRIBUTION f");
    }

    @Test
    void areNotDecidedOnWhereWindowsAreDaysThemselves() {
        Episode episode = new Episode(ModelPolicy.standard(Cadence.tumbling(Duration.ofDays(1))));
        episode.nextDay(f(0.5));
        assertThat(episode.story()).isEmpty();
    }

    @Test
    void endTheirAlertsWhereThereAreNoneAnyMore() {
        Episode episode = new Episode();
        episode.nextDay(f(0.15));
        Decision decision = new ModelDecider(ModelPolicy.standard(Cadence.tumbling(Duration.ofDays(2))))
                .decide(
                        new ModelWindow(
                                Episode.MODEL,
                                "*",
                                Episode.window(30),
                                1_000,
                                "b1",
                                new TreeMap<>(Map.of("f", CALM.comparison())),
                                new TreeSet<>()),
                        episode.tracks());
        assertThat(decision.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.RESOLVED));
        assertThat(decision.tracks()).isEmpty();
    }

    @Test
    void doNotPageWithoutCalibration() {
        Episode episode = new Episode();
        episode.nextDay(f(0.5).chance(Calibration.UNCALIBRATED, 1, 0));
        episode.nextDay(Observed.numeric("g").drift(0.059, 1e-9).chance(Calibration.UNCALIBRATED, 1, 0));
        assertThat(episode.story())
                .as("0.059 is less than 1.5 times 0.04; f is no longer in the baseline")
                .containsExactly("d0: FIRING NOTICE DISTRIBUTION f", "d1: RESOLVED NOTICE DISTRIBUTION f");
    }

    @Test
    void haveAlertsOfTheirOwnIdentity() {
        Episode episode = new Episode(new ModelPolicy(
                DecisionPolicy.DEFAULT,
                new Cadence(Duration.ofHours(1), Duration.ofHours(1), true),
                Reference.FIXED,
                new TreeMap<>()));
        AlertTrack track = SilenceRule.track(Episode.window(0));
        String ofWindows = AlertId.of(Episode.MODEL, "*", new TrackKey("f", AlertKind.DISTRIBUTION), track.opened());
        String ofDays = AlertId.of(Episode.MODEL, "*", TrackKey.ofDays("f"), track.opened());
        assertThat(ofDays).isNotEqualTo(ofWindows);
        List<DriftAlert> alerts = episode.nextDay(f(0.2));
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.window().sizeMs()).isEqualTo(24 * 3_600_000L));
    }
}
