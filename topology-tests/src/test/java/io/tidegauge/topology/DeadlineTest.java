package io.tidegauge.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.testkit.TestConfigs;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a window closes without a partition, when it waits for it, and what becomes of what comes after. */
class DeadlineTest {

    private static final ModelVersion MODEL = new ModelVersion("m", "1");
    private static final long MINUTE = 60_000;
    private static final long LATENESS = 10_000;

    /** 2021-01-01T00:00:00Z, years before the wall's clock unless a test says otherwise. */
    private static final long T0 = 1_609_459_200_000L;

    private static final long WALL = T0 + Duration.ofDays(1_000).toMillis();

    private final DetectorConfig config = TestConfigs.tumbling(Duration.ofMillis(MINUTE), Duration.ofMillis(LATENESS));
    private final long maxWaitSeconds = config.timing().maxWait().toSeconds();
    private OneTask task = new OneTask(config, 2, WALL, DetectorListener.NONE);

    @Test
    void aPartitionThatNobodyHasHeardOfIsWaitedForAndThenNamed() {
        task.count(MODEL, T0, 5);
        task.announce(0, T0 + 2 * MINUTE, 5, false);
        task.live(maxWaitSeconds - 1);
        assertThat(task.closed()).isEmpty();
        task.live(3);
        FeatureReport closed = only();
        assertThat(closed.rows()).isEqualTo(5);
        assertThat(closed.complete()).isFalse();
        assertThat(closed.missingPartitions()).isEqualTo("t-1");
    }

    @Test
    void anOldEventTimeClosesNothingWhileThePartitionMovesHoweverSlowly() {
        task.count(MODEL, T0, 5);
        task.announce(0, T0 + 2 * MINUTE, 5, false);
        for (int record = 1; record <= 10; record++) {
            task.live(maxWaitSeconds / 2);
            task.announce(1, T0 - MINUTE, record, false);
        }
        assertThat(task.closed()).isEmpty();
        task.count(MODEL, T0, 3);
        task.announce(1, T0 + MINUTE + LATENESS, 11, false);
        assertThat(only().rows()).isEqualTo(8);
        assertThat(only().complete()).isTrue();
    }

    @Test
    void aWindowWhoseTimeHasNotComeOnTheWallIsNotOverdue() {
        long end = WALL / MINUTE * MINUTE + Duration.ofMinutes(20).toMillis();
        task.count(MODEL, end - MINUTE, 5);
        task.announce(0, end + MINUTE, 5, false);
        task.announce(1, T0, 1, false);
        task.live((end + LATENESS - WALL) / 1_000 - 1);
        task.announce(0, end + MINUTE, 5, false);
        task.tick();
        assertThat(task.closed()).isEmpty();
        task.live(3);
        task.announce(0, end + MINUTE, 5, false);
        task.tick();
        assertThat(only().complete()).isFalse();
    }

    /** Every window of a replay has long passed on the wall: an outage must not close them all at once. */
    @Test
    void whereAllStandStillNobodyWaitsForAnother() {
        task.count(MODEL, T0, 5);
        task.count(MODEL, T0 + 3 * MINUTE, 5);
        task.announce(0, T0 + 2 * MINUTE, 5, false);
        task.announce(1, T0, 1, false);
        task.live(10 * maxWaitSeconds);
        // The first had been passed by one of them.
        assertThat(only().window().startMs()).isEqualTo(T0);
        assertThat(only().missingPartitions()).isEqualTo("t-1");
        task.announce(1, T0 + 5 * MINUTE, 9, false);
        task.announce(0, T0 + 5 * MINUTE, 9, false);
        assertThat(task.closed()).extracting(FeatureReport::complete).containsExactly(false, true);
    }

    @Test
    void hundredsOfOverdueWindowsCloseInOrderEachWithoutThatPartition() {
        for (int window = 0; window < 700; window++) {
            task.count(MODEL, T0 + window * MINUTE, 1);
        }
        task.announce(0, T0 + 1_000 * MINUTE, 700, false);
        task.announce(1, T0, 1, false);
        task.live(maxWaitSeconds + 2);
        assertThat(task.closed())
                .extracting(report -> (report.window().startMs() - T0) / MINUTE)
                .isEqualTo(LongStream.range(0, 700).boxed().toList());
        assertThat(task.closed()).allMatch(report -> report.missingPartitions().equals("t-1"));
    }

    @Test
    void aStepOfTheClockIsNoWaiting() {
        task.count(MODEL, T0, 5);
        task.announce(0, T0 + 2 * MINUTE, 5, false);
        task.announce(1, T0, 1, false);
        for (int hours : new int[] {1, -1, 24, -24}) {
            task.wall(task.wallMs() + Duration.ofHours(hours).toMillis());
            task.tick();
        }
        assertThat(task.closed()).isEmpty();
    }

    @Test
    void whatComesAfterwardsIsLateAndReopensNothing() {
        task.count(MODEL, T0, 5);
        task.announce(0, T0 + 2 * MINUTE, 5, false);
        task.live(maxWaitSeconds + 2);
        assertThat(only().complete()).isFalse();
        task.count(MODEL, T0, 3);
        task.count(MODEL, T0 + MINUTE, 2);
        task.begin();
        task.count(MODEL, T0, 4);
        task.announce(0, T0 + 3 * MINUTE, 9, false);
        task.announce(1, T0 + 3 * MINUTE, 9, false);
        assertThat(task.closed()).extracting(FeatureReport::rows).containsExactly(5L, 2L);
        assertThat(task.closed()).extracting(FeatureReport::lateRows).containsExactly(0L, 7L);
    }

    @Test
    void idlenessIsForgottenInTheNextLife() {
        task.count(MODEL, T0, 5);
        task.announce(1, T0, 1, true);
        task.announce(0, T0 + 2 * MINUTE, 5, false);
        task.ends(1, 1);
        task.tick();
        assertThat(only().complete()).isTrue();

        task.begin();
        task.count(MODEL, T0 + 2 * MINUTE, 5);
        task.announce(0, T0 + 4 * MINUTE, 10, false);
        task.ends(1, 1);
        task.live(5);
        assertThat(task.closed()).hasSize(1);
        task.announce(1, T0, 1, true);
        assertThat(task.closed()).extracting(FeatureReport::complete).containsExactly(true, true);
    }

    private FeatureReport only() {
        assertThat(task.closed()).hasSize(1);
        return task.closed().get(0);
    }
}
