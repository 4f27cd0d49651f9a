package io.tidegauge.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.decide.Reference;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which windows make a reference, against lists worked out by hand or gone through by brute force. */
class OwnPastTest {

    private static final long HOUR = 3_600_000;
    private static final long WEEK = 7 * 24 * HOUR;

    private static OwnPast rolling(int windows) {
        return OwnPast.of(new Reference.Rolling(windows)).orElseThrow();
    }

    private static OwnPast lastWeek() {
        return OwnPast.of(new Reference.SameHourLastWeek()).orElseThrow();
    }

    private static TimeWindow hour(long start) {
        return new TimeWindow(start * HOUR, (start + 1) * HOUR);
    }

    private static NavigableSet<TimeWindow> hours(long... starts) {
        NavigableSet<TimeWindow> windows = new TreeSet<>();
        for (long start : starts) {
            windows.add(hour(start));
        }
        return windows;
    }

    @Test
    void aFixedReferenceNeedsNoWindows() {
        assertThat(OwnPast.of(Reference.FIXED)).isEmpty();
    }

    @Test
    void theLastWindowsAreTakenWhateverGapsThereAre() {
        assertThat(rolling(3).reference(hours(1, 2, 5, 9), hour(10))).containsExactly(hour(2), hour(5), hour(9));
        assertThat(rolling(1).reference(hours(1, 2, 5, 9), hour(40))).containsExactly(hour(9));
    }

    @Test
    void withFewerWindowsThereIsNotYetAReference() {
        assertThat(rolling(3).reference(hours(1, 2), hour(3))).isEmpty();
        assertThat(rolling(1).reference(hours(), hour(3))).isEmpty();
    }

    @Test
    void aWindowThatHasNotEndedWhenAnotherBeginsIsNotInItsReference() {
        TimeWindow ended = new TimeWindow(0, 3 * HOUR);
        NavigableSet<TimeWindow> kept = new TreeSet<>(List.of(ended, new TimeWindow(3 * HOUR, 6 * HOUR)));
        assertThat(rolling(1).reference(kept, new TimeWindow(4 * HOUR, 7 * HOUR)))
                .containsExactly(ended);
    }

    @Test
    void windowsThatAreShorterThanNowAreInNoReferenceAndGo() {
        NavigableSet<TimeWindow> kept = hours(0, 1, 2);
        TimeWindow merged = new TimeWindow(3 * HOUR, 9 * HOUR);
        kept.add(merged);
        TimeWindow now = new TimeWindow(9 * HOUR, 12 * HOUR);
        assertThat(rolling(2).reference(kept, now)).isEmpty();
        assertThat(rolling(1).reference(kept, now)).containsExactly(merged);
        assertThat(rolling(2).outOfReach(kept, now)).containsExactly(hour(0), hour(1), hour(2));
    }

    @Test
    void rulesAreTriedOnTheReferenceOrOnItAndItsNeighbour() {
        NavigableSet<TimeWindow> kept = hours(1, 2, 5, 9);
        assertThat(rolling(3).tried(kept, List.of(hour(2), hour(5), hour(9))))
                .containsExactly(hour(2), hour(5), hour(9));
        assertThat(rolling(1).tried(kept, List.of(hour(9)))).containsExactly(hour(5), hour(9));
        assertThat(rolling(1).tried(hours(9), List.of(hour(9)))).containsExactly(hour(9));
        assertThat(lastWeek().tried(kept, List.of(hour(1)))).containsExactly(hour(1), hour(2));
        assertThat(lastWeek().tried(hours(1), List.of(hour(1)))).containsExactly(hour(1));
    }

    @Test
    void aWeekBeforeIsToTheMillisecond() {
        NavigableSet<TimeWindow> kept = new TreeSet<>(List.of(hour(5), hour(6), new TimeWindow(7 * HOUR, 9 * HOUR)));
        assertThat(lastWeek().reference(kept, new TimeWindow(WEEK + 6 * HOUR, WEEK + 7 * HOUR)))
                .containsExactly(hour(6));
        assertThat(lastWeek().reference(kept, new TimeWindow(WEEK + 7 * HOUR, WEEK + 8 * HOUR)))
                .as("a window of another length")
                .isEmpty();
    }

    @Test
    void whatItIsCalledSaysWhichWindowIsTheOldest() {
        assertThat(rolling(24).id(hour(0))).isEqualTo("rolling(24)@1970-01-01T00:00:00Z");
        assertThat(lastWeek().id(hour(1))).isEqualTo("same-hour-last-week@1970-01-01T01:00:00Z");
    }

    /** What is let go is missed by no later window: the same references as if all were kept, from bounded storage. */
    @ParameterizedTest
    @CsvSource({
        "rolling(1), 60, 60",
        "rolling(5), 60, 60",
        "rolling(4), 60, 15",
        "rolling(3), 50, 20",
        "same-hour-last-week, 60, 60",
        "same-hour-last-week, 120, 30"
    })
    void keepingOnlyWhatIsInReachGivesTheSameReferences(String reference, long sizeMinutes, long advanceMinutes) {
        OwnPast past = OwnPast.of(Reference.parse(reference)).orElseThrow();
        long size = sizeMinutes * 60_000;
        long advance = advanceMinutes * 60_000;
        NavigableSet<TimeWindow> kept = new TreeSet<>();
        NavigableSet<TimeWindow> all = new TreeSet<>();
        int most = 0;
        int found = 0;
        for (long start = 0; start < WEEK + 300 * advance; start += advance) {
            TimeWindow window = new TimeWindow(start, start + size);
            if (start / advance % 7 == 3) {
                continue;
            }
            List<TimeWindow> expected = past.reference(all, window);
            assertThat(past.reference(kept, window)).as("%s", window).isEqualTo(expected);
            found += expected.isEmpty() ? 0 : 1;
            if (past.takes(all, window)) {
                all.add(window);
            }
            if (past.takes(kept, window)) {
                kept.add(window);
            }
            past.outOfReach(new TreeSet<>(kept), window).forEach(kept::remove);
            most = Math.max(most, kept.size());
        }
        assertThat(found).isGreaterThan(100);
        assertThat(most).isLessThanOrEqualTo(reference.startsWith("rolling") ? 7 : (int) (WEEK / advance) + 1);
    }

    @Test
    void noRowIsInARollingReferenceTwice() {
        OwnPast past = rolling(10);
        NavigableSet<TimeWindow> kept = new TreeSet<>();
        for (long start = 0; start < 100; start++) {
            TimeWindow window = new TimeWindow(start * HOUR, (start + 4) * HOUR);
            List<TimeWindow> merged = new ArrayList<>(past.reference(kept, window));
            merged.add(window);
            for (int i = 1; i < merged.size(); i++) {
                assertThat(merged.get(i).startMs())
                        .isGreaterThanOrEqualTo(merged.get(i - 1).endMs());
            }
            if (past.takes(kept, window)) {
                kept.add(window);
            }
        }
        assertThat(kept).hasSize(25);
    }
}
