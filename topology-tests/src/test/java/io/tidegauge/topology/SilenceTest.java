package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.Severity;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.testkit.TestConfigs;
import io.tidegauge.testkit.TopologyFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a model's silence is told, and when it ends: minutes are windows, five of them without events are a silence. */
class SilenceTest {

    private static final long MINUTE = 60_000;
    private static final Duration ALLOWED = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long T0 = NOW.minus(Duration.ofDays(400)).toEpochMilli();

    private final List<DriftAlert> alerts = new ArrayList<>();
    private TopologyFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void ofTwoModelsTheOneThatStopsIsToldOnceAndItsReturnResolvesIt() {
        start(ALLOWED);
        monitor("a", "1");
        monitor("b", "1");
        for (int minute = 0; minute < 9; minute++) {
            if (minute < 4) {
                publish("a", "1", minute);
            }
            publish("b", "1", minute);
            assertThat(told())
                    .as("before five minutes have passed, in minute %d", minute)
                    .isEmpty();
        }
        for (int minute = 9; minute < 14; minute++) {
            publish("b", "1", minute);
        }
        assertThat(told()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.SILENCE);
            assertThat(alert.state()).isEqualTo(AlertState.FIRING);
            assertThat(alert.severity()).isEqualTo(Severity.WARNING);
            assertThat(alert.model()).isEqualTo(new ModelVersion("a", "1"));
            assertThat(alert.segment() + alert.feature()).isEqualTo("**");
            assertThat(alert.window()).isEqualTo(new TimeWindow(T0 + 4 * MINUTE, T0 + 9 * MINUTE));
            assertThat(alert.summary())
                    .isEqualTo("no events of model a for 5 min since " + Instant.ofEpochMilli(T0 + 4 * MINUTE)
                            + "; last version 1");
        });

        publish("a", "2", 14);
        publish("b", "1", 15);
        assertThat(told()).hasSize(2).last().satisfies(alert -> {
            assertThat(alert.alertId()).isEqualTo(told().get(0).alertId());
            assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(alert.window()).isEqualTo(new TimeWindow(T0 + 14 * MINUTE, T0 + 15 * MINUTE));
            assertThat(alert.summary()).isEqualTo("events of model a are back after 10 min, of version 2");
        });

        for (int minute = 16; minute < 25; minute++) {
            publish("b", "1", minute);
        }
        assertThat(told()).as("a second silence is an alert of its own").hasSize(3);
        assertThat(told().get(2).alertId()).isNotEqualTo(told().get(0).alertId());
        assertThat(told().get(2).model()).isEqualTo(new ModelVersion("a", "2"));
    }

    @Test
    void whereNothingComesAtAllItTakesAsLongInTimeLivedThrough() {
        start(ALLOWED);
        monitor("a", "1");
        publish("a", "1", 0);
        publish("a", "1", 1);
        fixture.advance(ALLOWED.minusSeconds(10));
        assertThat(told()).as("events of a past year have just been read").isEmpty();
        fixture.advance(Duration.ofSeconds(20));
        assertThat(told())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.window()).isEqualTo(new TimeWindow(T0 + 2 * MINUTE, T0 + 7 * MINUTE)));
        fixture.advance(ALLOWED.multipliedBy(3));
        assertThat(told()).as("told once").hasSize(1);
    }

    @Test
    void aReplayWithAGapIsNoSilence() {
        start(ALLOWED);
        monitor("a", "1");
        publish("a", "1", 0);
        publish("a", "1", 200);
        publish("a", "1", 201);
        assertThat(told()).isEmpty();
    }

    @Test
    void aVersionThatTakesOverIsNoSilence() {
        start(ALLOWED);
        monitor("a", "1");
        for (int minute = 0; minute < 20; minute++) {
            publish("a", minute < 4 ? "1" : "2", minute);
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void onlyAModelWithABaselineIsMissed() {
        start(ALLOWED);
        monitor("b", "1");
        publish("a", "1", 0);
        for (int minute = 0; minute < 20; minute++) {
            publish("b", "1", minute);
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void noneIsMissedWhereThatIsOff() {
        start(Duration.ZERO);
        monitor("a", "1");
        monitor("b", "1");
        publish("a", "1", 0);
        for (int minute = 0; minute < 20; minute++) {
            publish("b", "1", minute);
        }
        fixture.advance(Duration.ofHours(2));
        assertThat(told()).isEmpty();
    }

    @Test
    void aModelWhoseBaselinesAreWithdrawnIsMissedNoLonger() {
        start(ALLOWED);
        BaselineSet set = monitor("a", "1");
        publish("a", "1", 0);
        publish("a", "1", 1);
        fixture.advance(ALLOWED.multipliedBy(2));
        assertThat(told()).extracting(DriftAlert::state).containsExactly(AlertState.FIRING);

        fixture.withdraw(BaselineKey.parse(set.manifest().key()));
        fixture.advance(Duration.ofSeconds(2));
        assertThat(told()).extracting(DriftAlert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(told().get(1).alertId()).isEqualTo(told().get(0).alertId());
        fixture.advance(ALLOWED.multipliedBy(2));
        assertThat(told()).hasSize(2);
    }

    private void start(Duration silence) {
        fixture = new TopologyFixture(
                TestConfigs.silentAfter(TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ZERO), silence),
                NOW,
                DetectorListener.NONE);
    }

    private BaselineSet monitor(String model, String version) {
        BaselineSet set = Baselines.of(
                List.of(
                        event(model, version, 0).number("x", 1).build(),
                        event(model, version, 0).number("x", 2).build()),
                "b1",
                0);
        fixture.publish(set);
        return set;
    }

    /** An event, and two seconds in which the detector looks around. */
    private void publish(String model, String version, int minute) {
        fixture.publish(
                event(model, version, T0 + minute * MINUTE).number("x", 1).build());
        fixture.advance(Duration.ofSeconds(2));
    }

    /** The alerts of the model itself so far. */
    private List<DriftAlert> told() {
        fixture.alerts().stream()
                .filter(alert -> alert.feature().equals(FeatureNames.ALL))
                .forEach(alerts::add);
        return alerts;
    }
}
