package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.topology.InternalMessage.Announcement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowClockTest {

    private static final long FAR_FUTURE = Long.MAX_VALUE;
    private static final SortedMap<String, Integer> TWO = new TreeMap<>(Map.of("t", 2));

    private final Cluster cluster = new Cluster();
    private final WindowClock clock = new WindowClock(cluster, Duration.ofSeconds(10));

    @Test
    void nothingIsPassedBeforeEveryPartitionIsHeardOf() {
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        hear(0, 200, 1, false);
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        hear(1, 99, 1, false);
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        hear(1, 100, 2, false);
        assertThat(clock.passed(100, FAR_FUTURE)).isTrue();
        assertThat(clock.passed(101, FAR_FUTURE)).isFalse();
    }

    @Test
    void aPartitionThatGrowsLaterBlocksToo() {
        hear(0, 200, 1, false);
        hear(1, 200, 1, false);
        assertThat(clock.passed(100, FAR_FUTURE)).isTrue();
        clock.expect(Map.of("t", 3));
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
    }

    @Test
    void aSilentPartitionIsLeftOutOnlyWhereTheClusterWasAskedAfterTheWindowWasPassed() {
        hear(1, Announcement.NO_WATERMARK, 10, true);
        cluster.whole(1, 10);
        hear(0, 200, 50, false);
        // What the cluster said before the window was passed says nothing of a burst that came with it.
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        cluster.whole(1, 10);
        assertThat(clock.passed(100, FAR_FUTURE)).isTrue();
    }

    @Test
    void rowsThatAreReadAndNotYetToldKeepASilentPartitionIn() {
        hear(1, Announcement.NO_WATERMARK, 10, true);
        hear(0, 200, 50, false);
        cluster.whole(1, 40);
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        hear(1, 90, 40, false);
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        assertThat(clock.passed(90, FAR_FUTURE)).isTrue();
        hear(1, 90, 40, true);
        assertThat(clock.passed(100, FAR_FUTURE)).isTrue();
    }

    @Test
    void aPartitionThatGrowsByDeadLettersAloneIsIdleOnceWhatThereWasIsTold() {
        hear(1, Announcement.NO_WATERMARK, 10, true);
        hear(0, 200, 50, false);
        cluster.whole(1, 12);
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        cluster.whole(1, 20);
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        hear(1, Announcement.NO_WATERMARK, 15, true);
        assertThat(clock.passed(100, FAR_FUTURE)).isTrue();
    }

    @Test
    void silenceLapsesUnlessRepeated() {
        hear(0, 200, 50, false);
        hear(1, Announcement.NO_WATERMARK, 10, true);
        cluster.whole(1, 10);
        assertThat(clock.passed(100, FAR_FUTURE)).isTrue();
        live(Watermarks.SILENCE_LAPSES_AFTER.plusSeconds(1));
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
    }

    @Test
    void whenAllAreIdleOnlyTheWallBoundsEventTime() {
        hear(0, 200, 50, true);
        hear(1, 150, 10, true);
        cluster.whole(0, 50);
        cluster.whole(1, 10);
        assertThat(clock.passed(300, 299)).isFalse();
        assertThat(clock.passed(300, 300)).isTrue();
    }

    @Test
    void aPartitionThatStandsStillIsOverdueAfterLivedTimeNotAfterAStepOfTheClock() {
        hear(0, 200, 50, false);
        hear(1, 50, 10, false);
        clock.tick(0);
        clock.tick(Duration.ofDays(1).toMillis());
        assertThat(clock.overdue(100)).isEmpty();
        live(Duration.ofSeconds(11));
        assertThat(clock.overdue(100)).containsExactly("t-1");
        hear(1, 60, 11, false);
        assertThat(clock.overdue(100)).isEmpty();
    }

    @Test
    void aLongSilenceBeforeTheWindowDoesNotMakeItOverdue() {
        hear(0, 50, 50, true);
        hear(1, 50, 10, true);
        live(Duration.ofHours(1));
        hear(0, 200, 60, false);
        live(Duration.ofSeconds(1));
        assertThat(clock.overdue(100)).isEmpty();
        live(Duration.ofSeconds(10));
        assertThat(clock.overdue(100)).containsExactly("t-1");
    }

    @Test
    void aPartitionThatGrowsLaterIsGivenTheWholeWait() {
        hear(0, 200, 1, false);
        hear(1, 200, 1, false);
        live(Duration.ofMinutes(1));
        clock.expect(Map.of("t", 3));
        assertThat(clock.overdue(100)).isEmpty();
        live(Duration.ofSeconds(11));
        assertThat(clock.overdue(100)).containsExactly("t-2");
    }

    @Test
    void aTopicThatIsNamedNoMoreHoldsNothingOpen() {
        clock.expect(Map.of("gone", 1));
        hear(0, 200, 1, false);
        hear(1, 200, 1, false);
        live(Watermarks.TOPIC_LAPSES_AFTER);
        assertThat(clock.passed(100, FAR_FUTURE)).isFalse();
        live(Duration.ofSeconds(1));
        assertThat(clock.passed(100, FAR_FUTURE)).isTrue();
    }

    @Test
    void aPartitionWithoutEventsHasNoWatermarkThatMoves() {
        assertThat(hear(0, Announcement.NO_WATERMARK, 0, true)).isFalse();
        assertThat(hear(0, 100, 1, false)).isTrue();
        assertThat(hear(0, 100, 2, false)).isFalse();
    }

    @Test
    void aWatermarkNeverGoesBack() {
        hear(0, 200, 50, false);
        hear(1, 200, 10, false);
        hear(1, 100, 11, false);
        assertThat(clock.passed(200, FAR_FUTURE)).isTrue();
    }

    private boolean hear(int partition, long watermark, long readTo, boolean silent) {
        return clock.hear(new Announcement("t", partition, watermark, readTo, silent, TWO, 0, Instance.Name.UNKNOWN));
    }

    /** Lets the time go by in ticks of a second, beginning where any earlier ticks ended; every tick names the topic. */
    private void live(Duration duration) {
        long from = Duration.ofDays(1).toMillis();
        for (long ms = 0; ms <= duration.toMillis(); ms += 1_000) {
            clock.tick(from + ms);
            clock.expect(TWO);
        }
    }

    /** What a cluster said of each partition, and when. */
    private static final class Cluster implements SourceProgress {
        private final Map<Integer, End> ends = new HashMap<>();

        /** The partition ends at the offset now. */
        void whole(int partition, long offset) {
            ends.put(partition, new End(offset, System.nanoTime()));
        }

        @Override
        public SortedMap<String, Integer> eventPartitions() {
            return TWO;
        }

        @Override
        public long committed(String topic, int partition) {
            return 0;
        }

        @Override
        public Optional<End> end(String topic, int partition) {
            return Optional.ofNullable(ends.get(partition));
        }

        @Override
        public SortedMap<Integer, Long> baselineEndOffsets() {
            return new TreeMap<>();
        }
    }
}
