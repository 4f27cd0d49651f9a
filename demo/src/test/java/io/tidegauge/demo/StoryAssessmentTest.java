package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.assess.Assessment;
import io.tidegauge.assess.Counted;
import io.tidegauge.assess.Remembered;
import io.tidegauge.assess.WindowAssessor;
import io.tidegauge.assess.WindowCounts;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.ModelPolicy;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The story is clear enough whatever the seed: assessed window by window, with neither broker nor wire. */
class StoryAssessmentTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final WindowAssessor assessor = new WindowAssessor();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachFaultIsAlertedAndNothingElse(long seed) {
        StoryPlay play = new StoryPlay(seed, StoryPlay.WINDOW_PASSES_IN, CLOCK, new PrintWriter(Writer.nullWriter()));

        List<DriftAlert> alerts = alerts(play);

        assertThat(Verdict.of(play.story(), alerts, DecisionPolicy.DEFAULT.calmWindows())
                        .problems())
                .as("seed %d", seed)
                .isEmpty();
        assertThat(alerts.stream()
                        .filter(alert -> alert.state() == AlertState.FIRING)
                        .map(alert -> play.story().indexOf(alert.window().startMs())))
                .as("seed %d: faults in the data at once, drift in its second window", seed)
                .containsExactly(4, 12, 21);
    }

    private List<DriftAlert> alerts(StoryPlay play) {
        BaselineSet baseline = play.baseline();
        Remembered before = Remembered.NOTHING;
        List<DriftAlert> alerts = new ArrayList<>();
        for (int window = 0; window < play.story().windows(); window++) {
            WindowCounts counts = counts(play, window);
            Assessment assessment = assessor.assess(
                    counts,
                    counts.counted(),
                    baseline,
                    ModelPolicy.standard(Cadence.tumbling(Duration.ofHours(1))),
                    before);
            alerts.addAll(assessment.alerts());
            before = assessment.remembered();
        }
        return alerts;
    }

    private static WindowCounts counts(StoryPlay play, int window) {
        Story story = play.story();
        RentalEvents events = new RentalEvents(play.seed());
        BaselineBuilder rows = new BaselineBuilder();
        long first = (long) window * story.rowsPerWindow();
        for (long row = first; row < first + story.rowsPerWindow(); row++) {
            rows.add(events.event(row, story.timeOf(row), story.faultIn(window)));
        }
        return new WindowCounts(
                RentalModel.MODEL,
                "*",
                story.windowAt(window),
                new Counted(rows.rows(), rows.profiles()),
                0,
                List.of());
    }
}
