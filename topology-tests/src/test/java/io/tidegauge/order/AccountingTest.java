package io.tidegauge.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.StateSettings;
import io.tidegauge.crash.Ledger;
import io.tidegauge.order.BrokerPlay.Heard;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams whose disorder is beyond the lateness, in random shapes: what is a row and what is late depends on who is read
 * first, but every event is one of rows, late rows, dead letters and the ignored, and none is two of them.
 *
 * <p>A build plays one stream, the same each time. {@code -Dorder.seed} plays another, {@code -Dorder.rounds} so many.
 */
class AccountingTest {

    private static final long SEED = 20_261_122;

    @TempDir
    private Path directory;

    @Test
    void whatComesTooLateIsCountedOnceWhateverTheShape() throws Exception {
        play(Long.getLong("order.seed", SEED), Integer.getInteger("order.rounds", 1));
    }

    @Tag("faults")
    @Test
    void whatComesTooLateIsCountedOnceInManyRounds() throws Exception {
        play(Long.getLong("order.seed", SEED + 1), Integer.getInteger("order.rounds", 10));
    }

    private void play(long seed, int rounds) throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            for (int round = 0; round < rounds; round++) {
                play(cluster, seed + round);
            }
        }
    }

    private void play(TestCluster cluster, long seed) throws Exception {
        System.out.println("order.seed=" + seed);
        Random random = new Random(seed);
        DisorderedStream stream = new DisorderedStream(seed);
        int partitions = List.of(1, 3, 8).get(random.nextInt(3));
        Shape one = Shape.shape(random, 1 + random.nextInt(8), 1, true, StateSettings.Store.ROCKSDB);
        Shape several = Shape.shape(random, partitions, 2 + random.nextInt(2), true, StateSettings.Store.MEMORY);
        for (Shape shape : List.of(one, several)) {
            String where = "order.seed=" + seed + " " + shape + ", " + stream.settings();
            SortedMap<String, Long> owed = DisorderedStream.owed(shape.place(stream));
            long events = owed.values().stream().mapToLong(Long::longValue).sum();
            String application = "accounts-" + seed + "-" + shape.instances();
            Heard heard = BrokerPlay.playUntilAccounted(cluster, directory, application, shape, stream, events);
            Ledger ledger = heard.ledger();
            System.out.printf(
                    "published %s%nrows      %s%nlate      %s%ndead      %s%n",
                    owed, ledger.rows(), ledger.lateRows(), ledger.deadLetters());
            assertThat(ledger.accounted())
                    .as("rows + late + dead by model, " + where)
                    .isEqualTo(owed);
            assertThat(ledger.profiledRows("amount"))
                    .as("rows in the profiles, " + where)
                    .isEqualTo(ledger.rows());
            assertThat(ledger.lateRows().values()).as("late rows, " + where).allMatch(late -> late > 0);
            assertThat(ledger.repeatedReports())
                    .as("reports told twice, " + where)
                    .isEmpty();
            assertThat(Ledger.repeatedAlerts(heard.alerts()))
                    .as("alerts told twice, " + where)
                    .isEmpty();
            assertThat(ledger.incomplete())
                    .as("windows closed without a partition, " + where)
                    .isZero();
        }
    }
}
