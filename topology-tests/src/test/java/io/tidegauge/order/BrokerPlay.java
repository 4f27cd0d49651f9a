package io.tidegauge.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.Letter;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.StateSettings;
import io.tidegauge.crash.Ledger;
import io.tidegauge.event.FeatureNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Plays a stream through detectors on a real broker, in a shape; every play is an application with its own topics. */
final class BrokerPlay {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String SETTINGS = """
            timing: {idle-timeout: %s, max-wait: 10m, commit-interval: %dms, silence-after: off}
            state: {internal-partitions: 3, directory: "%s", store: %s, rocksdb-memory: 8MB}
            kafka:
              consumer.max.poll.records: %d
            """;

    private final TestCluster cluster;
    private final Path directory;
    private final String application;
    private final Shape shape;
    private final EventStream stream;
    private final String idleTimeout;
    private final boolean halfClosed;
    private final List<Placed> placed;
    private final List<RunningDetector> running = new ArrayList<>();
    private int started;

    private BrokerPlay(
            TestCluster cluster,
            Path directory,
            String application,
            Shape shape,
            EventStream stream,
            String idleTimeout,
            boolean halfClosed) {
        this.cluster = cluster;
        this.directory = directory;
        this.application = application;
        this.shape = shape;
        this.stream = stream;
        this.idleTimeout = idleTimeout;
        this.halfClosed = halfClosed;
        this.placed = shape.place(stream);
    }

    /**
     * Publishes the stream, half of it before any detector is there, and waits for as many windows as are due. Nobody falls
     * idle: windows close by the closing events alone.
     *
     * @param windows the windows due, over all models
     */
    static Told play(
            TestCluster cluster, Path directory, String application, Shape shape, EventStream stream, long windows)
            throws Exception {
        return new BrokerPlay(cluster, directory, application, shape, stream, "10m", false)
                .play(heard -> heard.summaries() >= windows)
                .told();
    }

    /**
     * The same for a stream of which some comes too late for its window, until so many events are accounted for. The second
     * half is published when windows of the first have closed; partitions fall idle soon.
     */
    static Heard playUntilAccounted(
            TestCluster cluster, Path directory, String application, Shape shape, EventStream stream, long events)
            throws Exception {
        return new BrokerPlay(cluster, directory, application, shape, stream, "1500ms", true)
                .play(heard -> heard.ledger().total() >= events);
    }

    private Heard play(Predicate<Heard> enough) throws Exception {
        DetectorConfig config = cluster.prepare(configFile("topics"), shape.partitions());
        try (TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer())) {
            try {
                long began = System.nanoTime();
                run(config, reports);
                reports.untilOr(PATIENCE, () -> {
                    dead.toEnd();
                    return enough.test(new Heard(reports.values(), List.of(), dead.records()));
                });
                System.out.printf("%s: %d ms%n", shape, (System.nanoTime() - began) / 1_000_000);
                while (!running.isEmpty()) {
                    stopFirst();
                }
            } finally {
                running.forEach(RunningDetector::close);
            }
            reports.toEnd();
            alerts.toEnd();
            dead.toEnd();
            return new Heard(reports.values(), alerts.values(), dead.records());
        }
    }

    /** All that was told. */
    record Heard(List<FeatureReport> reports, List<DriftAlert> alerts, List<ConsumerRecord<byte[], byte[]>> dead) {

        long summaries() {
            return reports.stream()
                    .filter(report -> report.feature().equals(FeatureNames.ALL))
                    .count();
        }

        Told told() {
            return new Told(
                    reports,
                    alerts,
                    dead.stream().map(letter -> new Letter(letter).reason()).toList());
        }

        Ledger ledger() {
            return new Ledger(reports, dead);
        }
    }

    private void run(DetectorConfig config, TopicLog<FeatureReport> reports) throws Exception {
        try (StreamWriter writer = new StreamWriter(cluster, config.topics())) {
            writer.write(stream.baselines());
            String topic = config.topics().events().get(0);
            int half = placed.size() / 2;
            writer.write(placed.subList(0, half));
            for (int i = 0; i < shape.instances(); i++) {
                start();
            }
            if (halfClosed) {
                reports.until(
                        PATIENCE,
                        () -> "a window of the first half",
                        () -> !reports.records().isEmpty());
            }
            if (shape.restart() && shape.instances() == 1) {
                stopWhenCommitted(topic, (long) (half * shape.restartAt()));
            }
            writer.write(placed.subList(half, placed.size()));
            if (shape.restart() && shape.instances() > 1) {
                // The others go on without it, in the middle of the second half.
                stopWhenCommitted(topic, half + (long) (half * shape.restartAt()));
            }
            if (shape.restart()) {
                start();
            }
        }
    }

    private void stopWhenCommitted(String topic, long events) throws Exception {
        Awaitility.await("commit of " + events + " events of " + application)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> cluster.committed(application, topic) >= events);
        long committed = cluster.committed(application, topic);
        System.out.printf("%s: restart after %d of %d events%n", application, committed, placed.size());
        stopFirst();
    }

    private void start() throws Exception {
        started++;
        running.add(RunningDetector.start(ConfigLoader.load(configFile("instance-" + started), Map.of())));
    }

    private Path configFile(String instance) throws Exception {
        Path own = directory.resolve(application + "-" + instance);
        Files.createDirectories(own);
        return cluster.configFile(
                own,
                application,
                stream.settings()
                        + SETTINGS.formatted(
                                idleTimeout,
                                shape.commitMs(),
                                own.resolve("state"),
                                store().name().toLowerCase(Locale.ROOT),
                                shape.maxPollRecords()));
    }

    /** Whoever takes the place of one that was stopped keeps its windows in the other kind of store. */
    private StateSettings.Store store() {
        boolean successor = started > shape.instances();
        return (shape.store() == StateSettings.Store.ROCKSDB) == successor
                ? StateSettings.Store.MEMORY
                : StateSettings.Store.ROCKSDB;
    }

    private void stopFirst() {
        assertThat(running.remove(0).detector().stop())
                .as("clean stop of a detector of " + application)
                .isTrue();
    }
}
