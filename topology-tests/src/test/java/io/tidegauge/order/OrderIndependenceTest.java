package io.tidegauge.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.AlertState;
import io.tidegauge.alert.DecisionPath;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.alert.Severity;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.compare.Calibration;
import io.tidegauge.profile.FeatureProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same events give the same reports and alerts, whatever the partitions, their interleaving, the sizes of polls, the
 * commits, the instances and the restarts: for a stream whose disorder within a partition stays inside the lateness. Every
 * field is compared, profiles byte for byte, with what the test driver makes of the stream.
 *
 * <p>A build plays one stream, the same each time. {@code -Dorder.seed} plays another, {@code -Dorder.rounds} so many of
 * them, one after the other.
 */
class OrderIndependenceTest {

    private static final long SEED = 20_261_122;

    private static final int PLAYS_AT_ONCE = 2;

    private static final AlertKind[] EXPECTED = {AlertKind.DISTRIBUTION, AlertKind.MISSING_VALUES, AlertKind.NEW_FEATURE
    };

    @TempDir
    private Path directory;

    @Test
    void theSameEventsGiveTheSameReportsAndAlertsInEveryShape() throws Exception {
        long seed = Long.getLong("order.seed", SEED);
        for (int round = 0; round < Integer.getInteger("order.rounds", 1); round++) {
            play(seed + round);
        }
    }

    @Tag("faults")
    @Test
    void otherEventsGiveTheSameReportsAndAlertsInEveryShapeToo() throws Exception {
        long seed = Long.getLong("order.seed", SEED + 1);
        for (int round = 0; round < Integer.getInteger("order.rounds", 5); round++) {
            play(seed + round);
        }
    }

    private void play(long seed) throws Exception {
        System.out.println("order.seed=" + seed);
        RandomStream stream = new RandomStream(seed);
        RawCounts counts = RawCounts.of(stream);
        List<Shape> shapes = Shape.of(seed);
        List<Future<Told>> plays = new ArrayList<>();
        try (TestCluster cluster = TestCluster.start()) {
            Path file = cluster.configFile(directory, "driver-" + seed, stream.settings());
            ExecutorService atOnce = Executors.newFixedThreadPool(PLAYS_AT_ONCE);
            plays.add(atOnce.submit(() -> DriverPlay.play(file, stream, shapes.get(0))));
            for (Shape shape : shapes) {
                String application = "order-" + seed + "-" + plays.size();
                plays.add(atOnce.submit(
                        () -> BrokerPlay.play(cluster, directory, application, shape, stream, counts.windows())));
            }
            atOnce.shutdown();
            assertThat(atOnce.awaitTermination(10, TimeUnit.MINUTES))
                    .as("all plays are over, order.seed=" + seed)
                    .isTrue();
        }
        Told expected = plays.get(0).get();
        check(counts, expected, "order.seed=" + seed + " driver");
        for (int i = 0; i < shapes.size(); i++) {
            Told told = plays.get(i + 1).get();
            String where = "order.seed=" + seed + " " + shapes.get(i);
            assertThat(told.differences(expected))
                    .as("differences from the driver, " + where)
                    .isEmpty();
            assertThat(told.repeated()).as("told twice, " + where).isEmpty();
        }
    }

    /** The driver's own results against the events; and whether the stream shows what it is to show. */
    private static void check(RawCounts counts, Told told, String where) {
        SortedSet<String> expected = counts.lines();
        SortedSet<String> actual = RawCounts.of(told.finalReports()).lines();
        assertThat(without(expected, actual))
                .as("counted but not told, " + where)
                .isEmpty();
        assertThat(without(actual, expected))
                .as("told but not counted, " + where)
                .isEmpty();
        assertThat(told.finalReports())
                .as(where)
                .allMatch(FeatureReport::complete)
                .allMatch(report -> report.lateRows() == 0);
        assertThat(told.finalReports())
                .as("a sketch that is no longer exact, " + where)
                .anyMatch(report ->
                        !FeatureProfile.decode(report.profile()).numbers().exact());
        assertThat(told.finalReports())
                .as("a decision on several windows, " + where)
                .anyMatch(report -> report.statistics().getOrDefault("merged_windows", 0.0) > 1
                        && !report.statistics().containsKey("insufficient_data"));
        assertThat(fired(told)).as("kinds that fired, " + where).contains(EXPECTED);
        assertThat(told.alerts())
                .as("drift beyond what the blocks show, that pages, " + where)
                .anyMatch(alert -> isDrift(alert) && alert.path() != DecisionPath.DAY);
        assertThat(told.alerts())
                .as("the same of a day, " + where)
                .anyMatch(alert -> isDrift(alert) && alert.path() == DecisionPath.DAY);
        assertThat(told.alerts())
                .extracting(DriftAlert::state)
                .as("states, " + where)
                .contains(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(told.repeated()).as("told twice, " + where).isEmpty();
    }

    private static boolean isDrift(DriftAlert alert) {
        return alert.kind() == AlertKind.DISTRIBUTION
                && alert.state() == AlertState.FIRING
                && (alert.severity() == Severity.WARNING || alert.severity() == Severity.CRITICAL)
                && alert.calibration().equals(Optional.of(Calibration.CALIBRATED));
    }

    private static SortedSet<AlertKind> fired(Told told) {
        return told.alerts().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .map(DriftAlert::kind)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<String> without(SortedSet<String> lines, SortedSet<String> others) {
        SortedSet<String> left = new TreeSet<>(lines);
        left.removeAll(others);
        return left;
    }
}
