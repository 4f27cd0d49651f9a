package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.testkit.EventBuilder;
import io.tidegauge.testkit.TestConfigs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the limits remember is in the stores: a task that is restarted at any time decides as one that lives on. */
class LimitsOverRestartsTest {

    private static final long SEED = 5;
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_700_000_000_000L / MINUTE * MINUTE;

    private static final DetectorConfig CONFIG = TestConfigs.limited(
            TestConfigs.tumbling(Duration.ofMinutes(1), Duration.ofMinutes(5)),
            new LimitSettings(
                    new EventLimits(6, 256, 65_536), 3, 2, 10, 4, 1L << 20, LimitSettings.DEFAULT.maxWindowMemory()));

    @Test
    void aTaskThatIsRestartedAfterEveryMessageTellsTheSame() {
        List<String> undisturbed = told(1_000_000);
        assertThat(undisturbed)
                .as("the stream exceeds what it is to exceed")
                .anyMatch(line -> line.contains("$limits.max-features"))
                .anyMatch(line -> line.contains("$limits.max-categories"))
                .anyMatch(line -> line.contains("$limits.max-models"))
                .anyMatch(line -> line.contains("$limits.max-versions"))
                .anyMatch(line -> line.contains("$limits.max-open-windows"));
        assertThat(told(1)).as("seed %d", SEED).isEqualTo(undisturbed);
        assertThat(told(7)).as("seed %d", SEED).isEqualTo(undisturbed);
    }

    /** Everything that is told of one and the same stream, with a restart after every so many events. */
    private static List<String> told(int restartEvery) {
        Random random = new Random(SEED);
        try (Stage2 stage = new Stage2(CONFIG)) {
            stage.publish(Baselines.of(baseline(), "b", 0));
            for (int i = 0; i < 600; i++) {
                stage.count(any(random, i));
                if (i % 100 == 99) {
                    stage.pass(T0 + i * 1_000L);
                }
                if (i % restartEvery == restartEvery - 1) {
                    stage.restart();
                }
            }
            stage.pass(T0 + 100 * MINUTE);
            List<String> told = new ArrayList<>();
            // Which partitions a window lacks that closes early is known once all of them have been heard of again.
            stage.reports()
                    .forEach(report -> told.add(report.model() + " " + report.feature() + " " + report.window() + " "
                            + report.rows() + " " + report.lateRows() + " " + report.complete() + " "
                            + (report.feature().equals(FeatureNames.ALL) ? report.statistics() : report.effect())));
            told.addAll(stage.alerts().stream()
                    .filter(alert -> alert.kind() == AlertKind.LIMIT_EXCEEDED)
                    .map(LimitsOverRestartsTest::told)
                    .collect(Collectors.toList()));
            return told;
        }
    }

    private static String told(DriftAlert alert) {
        return alert.alertId() + " " + alert.model() + " " + alert.feature() + " " + alert.state() + " "
                + alert.window() + " " + alert.summary();
    }

    private static InferenceEvent any(Random random, int i) {
        int model = random.nextInt(6);
        long time = T0 + i * 1_000L - random.nextInt(4) * MINUTE;
        EventBuilder event = event("m" + model, model == 0 ? "1" : Integer.toString(random.nextInt(3)), time)
                .number("x", random.nextInt(5));
        return event.number("f" + random.nextInt(12), 1)
                .text("city", "c" + random.nextInt(40))
                .build();
    }

    private static List<InferenceEvent> baseline() {
        List<InferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(event("m0", "1", T0).number("x", i % 5).build());
        }
        return events;
    }
}
