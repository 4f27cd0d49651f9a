package io.tidegauge.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.Letter;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.testkit.EventBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Days of five-minute windows are replayed in a process with a small heap, and one of four partitions is read last: its
 * first records are so large that a fetch brings one of them, where it brings hundreds of the others', and they are such
 * as nobody may believe, so that for a while it says nothing and yet is not idle. Reports and alerts are those of the
 * same events played live, in order, one by one.
 */
class ReplayTest {

    private static final long SEED = 20_261_122;
    private static final int LAST = 3;
    private static final int FETCH_BYTES = 65_536;
    private static final int PADDING = 40_000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final String SETTINGS = """
            timing: {idle-timeout: 1s, max-wait: 10m, commit-interval: 500ms, silence-after: off}
            state: {internal-partitions: 3, directory: "%s", store: %s, rocksdb-memory: 16MB}
            kafka: {consumer.max.partition.fetch.bytes: %d, consumer.group.instance.id: replay-1}
            """;

    @TempDir
    private Path directory;

    @Test
    void threeDaysWithOnePartitionReadLastAreAsTheyWereLive() throws Exception {
        Replay replay = new Replay(3, 600);
        try (TestCluster cluster = TestCluster.start()) {
            Path file = configFile(cluster, replay, "live", StateSettings.Store.MEMORY, FETCH_BYTES);
            Fingerprints live = DriverPlay.fingerprints(file, replay.stream.baselines(), replay.placed);
            for (StateSettings.Store store : StateSettings.Store.values()) {
                replay(cluster, replay, store, false, live);
            }
        }
    }

    /**
     * Too much for the test driver: here live is a detector that gets all in one partition, in order. Those that replay are
     * killed and stopped on the way.
     */
    @Tag("faults")
    @Test
    void thirtyDaysWithOnePartitionReadLastAreAsTheyWereLive() throws Exception {
        Replay replay = new Replay(30, 6_000);
        try (TestCluster cluster = TestCluster.start()) {
            Path file = configFile(cluster, replay, "live", StateSettings.Store.MEMORY, 1024 * 1024);
            DetectorConfig config = cluster.prepare(file, 1);
            try (StreamWriter writer = new StreamWriter(cluster, config.topics())) {
                writer.write(replay.stream.baselines());
                replay.placed.forEach(one -> writer.write(new Placed(0, one.event(), one.arrivalMs()), 0));
                writer.flush();
            }
            Fingerprints live = play(cluster, config, file, replay, new ReadOrder(cluster, config, 0), false, "live");
            for (StateSettings.Store store : StateSettings.Store.values()) {
                replay(cluster, replay, store, true, live);
            }
        }
    }

    private void replay(
            TestCluster cluster, Replay replay, StateSettings.Store store, boolean restarts, Fingerprints live)
            throws Exception {
        String name = store.name().toLowerCase(Locale.ROOT);
        String where = "order.seed=" + replay.seed + " days=" + replay.days + " store=" + name;
        Path file = configFile(cluster, replay, name, store, FETCH_BYTES);
        DetectorConfig config = cluster.prepare(file, 4);
        replay.write(cluster, config);
        ReadOrder order = new ReadOrder(cluster, config, LAST);
        Fingerprints told = play(cluster, config, file, replay, order, restarts, where);
        assertThat(order.readOfLast())
                .as("records of the last partition that were read when the others had been, " + where)
                .isLessThan(replay.padded);
        assertThat(told.differences(live)).as("differences from live, " + where).isEmpty();
        assertThat(told.repeated()).as("told twice, " + where).isEmpty();
        assertThat(told.incomplete())
                .as("windows closed without a partition, " + where)
                .isZero();
        assertThat(told.rows()).as("rows by model and window, " + where).isEqualTo(replay.rows());
        assertThat(told.fired()).as("alerts that fired, " + where).isPositive();
    }

    private Path configFile(
            TestCluster cluster, Replay replay, String application, StateSettings.Store store, int fetchBytes)
            throws Exception {
        String kept = store.name().toLowerCase(Locale.ROOT);
        return cluster.configFile(
                directory,
                application,
                replay.stream.settings() + SETTINGS.formatted(directory.resolve(application), kept, fetchBytes));
    }

    /**
     * Plays what is queued to its end.
     *
     * @param restarts whether the process is killed, and later stopped, when all but the last partition has been read
     */
    private Fingerprints play(
            TestCluster cluster,
            DetectorConfig config,
            Path file,
            Replay replay,
            ReadOrder order,
            boolean restarts,
            String where)
            throws Exception {
        Fingerprints told = new Fingerprints();
        try (ReplayProcess process = new ReplayProcess(directory, config.applicationId(), file);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            process.start();
            BooleanSupplier enough = () -> {
                process.requireAlive();
                order.look();
                told.addReports(reports.take());
                return told.rows().size() >= replay.stream.windows();
            };
            if (restarts) {
                reports.untilOr(PATIENCE, () -> enough.getAsBoolean() || order.readOfLast() >= 0);
                int open = replay.stream.windows() - told.rows().size();
                long afterKill = process.killAndStart();
                long afterStop = process.stopAndStart();
                System.out.printf(
                        "%s: with %d windows to go, runs again %d ms after a kill, %d ms after a stop%n",
                        where, open, afterKill, afterStop);
            }
            reports.untilOr(PATIENCE, enough::getAsBoolean);
            System.out.printf(
                    "%s: %s, %d windows, %s%n", where, order, told.rows().size(), process);
            process.stop();
            reports.toEnd();
            told.addReports(reports.take());
            alerts.toEnd();
            told.addAlerts(alerts.values());
            dead.toEnd();
            told.addDeadLetters(dead.records().stream()
                    .map(letter -> new Letter(letter).reason())
                    .toList());
            return told;
        }
    }

    /** A past to be replayed: its events, and before them in the last partition such as nobody may believe. */
    private static final class Replay {
        private final long seed = Long.getLong("order.seed", SEED);
        private final int days;
        private final int padded;
        private final ReplayStream stream;
        private final List<Placed> placed = new ArrayList<>();

        Replay(int days, int padded) {
            this.days = days;
            this.padded = padded;
            this.stream = new ReplayStream(seed, days);
            long never = ReplayStream.T0 + Duration.ofDays(30_000).toMillis();
            for (int i = 0; i < padded / 2; i++) {
                placed.add(new Placed(
                        LAST, EventBuilder.event("busy", "1", never + i).build(), ReplayStream.T0));
            }
            Shape shape = new Shape(
                    4, Shape.Interleaving.AS_THEY_COME, 1_000, 500, 1, false, 0, StateSettings.Store.MEMORY, seed);
            placed.addAll(shape.place(stream));
        }

        void write(TestCluster cluster, DetectorConfig config) {
            try (StreamWriter writer = new StreamWriter(cluster, config.topics())) {
                writer.write(stream.baselines());
                int ofLast = 0;
                for (Placed one : placed) {
                    boolean large = one.partition() == LAST && ofLast++ < padded;
                    writer.write(one, large ? PADDING : 0);
                }
                writer.flush();
            }
        }

        /** Rows by model and window, days among them, counted from the events. */
        SortedMap<String, Long> rows() {
            SortedMap<String, Long> rows = new TreeMap<>();
            for (Sent sent : stream.events()) {
                InferenceEvent event = sent.event();
                long start = Math.floorDiv(event.eventTimeMs(), ReplayStream.WINDOW_MS) * ReplayStream.WINDOW_MS;
                TimeWindow window = new TimeWindow(start, start + ReplayStream.WINDOW_MS);
                String model = event.model() + "/" + event.modelVersion() + " ";
                rows.merge(model + window, 1L, Long::sum);
                rows.merge(model + TimeWindow.dayOf(event.eventTimeMs()), 1L, Long::sum);
            }
            return rows;
        }
    }
}
