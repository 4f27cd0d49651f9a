package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.testkit.TestConfigs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One watermark passes hundreds of windows, and each takes its time to close. */
class ClosingTurnTest {

    private static final int WINDOWS = 200;
    private static final long WINDOW_MS = 60_000;
    private static final long CLOSING_TAKES_MS = 7;
    private static final List<ModelVersion> MODELS =
            List.of(new ModelVersion("a", "1"), new ModelVersion("b", "1"), new ModelVersion("b", "2"));

    private final DetectorConfig config = TestConfigs.tumbling(Duration.ofMillis(WINDOW_MS), Duration.ZERO);
    private final OneTask task = new OneTask(config, 1, WINDOWS * WINDOW_MS, new SlowClosing());

    @Test
    void aTaskThatHasMuchToCloseGivesItsThreadBackAndGoesOnInOrder() {
        for (int window = 0; window < WINDOWS; window++) {
            for (ModelVersion model : MODELS) {
                task.count(model, window * WINDOW_MS, 1);
            }
        }
        long turnMs = config.timing().commitInterval().toMillis()
                / (2L * config.state().internalPartitions());
        List<Integer> turns = new ArrayList<>();
        task.announce(0, WINDOWS * WINDOW_MS, 1, false);
        turns.add(task.closed().size());
        // What is announced while the turn is over begins no other.
        task.announce(0, WINDOWS * WINDOW_MS + 1, 2, false);
        assertThat(task.closed()).hasSize(turns.get(0));
        while (task.closed().size() < WINDOWS * MODELS.size() && turns.size() < WINDOWS) {
            task.goOn();
            turns.add(task.closed().size());
        }

        List<String> expected = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            TimeWindow time = new TimeWindow(window * WINDOW_MS, (window + 1) * WINDOW_MS);
            MODELS.forEach(model -> expected.add(model + " " + time));
        }
        assertThat(task.closed())
                .extracting(report -> report.model() + " " + report.window())
                .isEqualTo(expected);
        assertThat(task.closed()).allMatch(report -> report.rows() == 1 && report.complete());
        int before = 0;
        for (int after : turns) {
            assertThat((after - before) * CLOSING_TAKES_MS)
                    .as("milliseconds of a turn, windows closed after each: " + turns)
                    .isLessThanOrEqualTo(turnMs + MODELS.size() * CLOSING_TAKES_MS);
            // Where a model is closed up to is known by the model: its versions must not be apart.
            assertThat(after % MODELS.size()).as("b/1 closed and b/2 not").isNotEqualTo(2);
            before = after;
        }
        assertThat(turns).hasSizeGreaterThan(2);
    }

    /** Time goes by with every window that closes, and with nothing else. */
    private final class SlowClosing implements DetectorListener {

        @Override
        public void windowClosed(FeatureReport report) {
            task.wall(task.wallMs() + CLOSING_TAKES_MS);
        }

        @Override
        public void events(Outcome outcome, long count) {}

        @Override
        public void reported(FeatureReport report) {}

        @Override
        public void alerted(DriftAlert alert) {}

        @Override
        public void watermark(String topic, int partition, long watermarkMs) {}
    }
}
