package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.event.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Story story = new Story(
            START,
            WINDOW,
            300,
            List.of(
                    Phase.quiet(2),
                    Phase.of(Fault.RATING_RESCALED, 3),
                    Phase.quiet(1),
                    Phase.of(Fault.HOLIDAY_PRICES, 1)));

    @Test
    void knowsWhatIsWrongInEachWindow() {
        assertThat(List.of(-1, 0, 1, 2, 3, 4, 5, 6, 7, 1_000).stream().map(story::faultIn))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Fault.RATING_RESCALED),
                        Optional.of(Fault.RATING_RESCALED),
                        Optional.of(Fault.RATING_RESCALED),
                        Optional.empty(),
                        Optional.of(Fault.HOLIDAY_PRICES),
                        Optional.empty(),
                        Optional.empty());
    }

    @Test
    void knowsWhenAFaultBeginsAndWhenItIsRepaired() {
        assertThat(story.firstWindow(Fault.RATING_RESCALED)).isEqualTo(2);
        assertThat(story.repairedWindow(Fault.RATING_RESCALED)).isEqualTo(5);
        assertThat(story.repairedWindow(Fault.HOLIDAY_PRICES)).isEqualTo(7);
        assertThatThrownBy(() -> story.firstWindow(Fault.NEIGHBOURHOOD_LOST))
                .hasMessageContaining("NEIGHBOURHOOD_LOST is not in the story");
    }

    @Test
    void spreadsItsRowsEvenlyOverWindowsThatFollowOneAnother() {
        assertThat(story.windows()).isEqualTo(7);
        assertThat(story.endMs()).isEqualTo(START + 35 * 60_000);
        assertThat(story.windowAt(1)).isEqualTo(new TimeWindow(START + 300_000, START + 600_000));
        for (int window = -1; window < 9; window++) {
            long first = window * 300L;
            assertThat(story.indexOf(story.timeOf(first))).isEqualTo(window);
            assertThat(story.indexOf(story.timeOf(first + 299))).isEqualTo(window);
        }
        assertThat(story.timeOf(1) - story.timeOf(0)).isEqualTo(1_000);
    }

    @Test
    void endsByTheGivenInstantOnAWindowsBoundary() {
        long now = Instant.parse("2026-03-01T12:33:20Z").toEpochMilli();

        Story told = Story.endingBy(now);

        assertThat(Instant.ofEpochMilli(told.endMs())).isEqualTo(Instant.parse("2026-03-01T12:30:00Z"));
        assertThat(told.faults())
                .containsExactly(Fault.RATING_RESCALED, Fault.NEIGHBOURHOOD_LOST, Fault.HOLIDAY_PRICES);
    }

    @Test
    void refusesAStartOffTheWindowsGridAndAFaultThatOccursTwice() {
        assertThatThrownBy(() -> new Story(START + 1, WINDOW, 300, List.of(Phase.quiet(1))))
                .isInstanceOf(IllegalArgumentException.class);
        Phase holiday = Phase.of(Fault.HOLIDAY_PRICES, 1);
        assertThatThrownBy(() -> new Story(START, WINDOW, 300, List.of(holiday, Phase.quiet(1), holiday)))
                .hasMessageContaining("occurs twice");
    }
}
