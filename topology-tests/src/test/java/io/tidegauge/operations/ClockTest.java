package io.tidegauge.operations;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegauge.alert.FeatureReport;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.crash.ChildDetector;
import io.tidegauge.crash.ChildDetector.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine's clock is set by an hour while the detector runs, or is wrong by an hour from the start. */
@Tag("faults")
class ClockTest {

    private static final long SEED = Long.getLong("faults.seed", 20_261_122);
    private static final long HOUR_S = 3_600;

    @TempDir
    private Path directory;

    private TestCluster cluster;

    @BeforeEach
    void start() {
        System.out.println("faults.seed=" + SEED);
        cluster = TestCluster.start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aClockThatIsSetByAnHourEitherWayWhileTheDetectorRuns() throws Exception {
        ShiftedClock clock = ShiftedClock.in(directory, "one");
        Path file = file("steps", FaultRun.SETTINGS);
        DetectorConfig config = cluster.prepare(file, 4);
        try (ChildDetector child = ChildDetector.start(clock.of(launch(file, "one")));
                FaultRun run = new FaultRun(cluster, config, SEED, 60_000, 2_000)) {
            run.awaitRecovery("the start");
            for (long ahead : new long[] {HOUR_S, 0, -HOUR_S, 0}) {
                clock.set(ahead);
                for (int window = 0; window < 5; window++) {
                    run.awaitRecovery("the clock was set to " + ahead + " s, window " + window);
                }
            }
            run.finish("clock-steps", child::toString);
            assertThat(child.stop()).isZero();
        }
    }

    @Test
    void twoInstancesWhoseClocksAreAnHourApart() throws Exception {
        ShiftedClock ahead = ShiftedClock.in(directory, "ahead");
        ShiftedClock behind = ShiftedClock.in(directory, "behind");
        ahead.set(HOUR_S);
        behind.set(-HOUR_S);
        Path file = file("apart", FaultRun.SETTINGS);
        DetectorConfig config = cluster.prepare(file, 4);
        try (ChildDetector right = ChildDetector.start(launch(file, "right"));
                FaultRun run = new FaultRun(cluster, config, SEED, 60_000, 2_000)) {
            run.awaitRecovery("the start");
            try (ChildDetector first = ChildDetector.start(ahead.of(launch(file, "ahead")))) {
                joined(run, first);
                assertThat(right.stop())
                        .as("the one with the right clock leaves")
                        .isZero();
                run.awaitRecovery("only the clock that is ahead is left");
                try (ChildDetector second = ChildDetector.start(behind.of(launch(file, "behind")))) {
                    joined(run, second);
                    assertThat(first.stop()).as("the one that is ahead leaves").isZero();
                    run.awaitRecovery("only the clock that is behind is left");
                    run.finish("clocks-apart", second::toString);
                    assertThat(second.stop()).isZero();
                }
            }
        }
    }

    @Test
    void anOpenWindowOfALiveModelThatPausesIsNotClosedByAClockThatIsAhead() throws Exception {
        ShiftedClock clock = ShiftedClock.in(directory, "live");
        // A window that goes on for minutes, and ends before the hour is over.
        boolean hourEnds = LocalTime.now(ZoneOffset.UTC).getMinute() > 55;
        Path file = file("live", FaultRun.SETTINGS.replace("10s", hourEnds ? "45m" : "1h"));
        DetectorConfig config = cluster.prepare(file, 2);
        try (ChildDetector child = ChildDetector.start(clock.of(launch(file, "live")));
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            publish(config, producer);
            await("the first event").atMost(FaultRun.PATIENCE).until(() -> committed(config) == 1);
            clock.set(HOUR_S);
            // Five times the time after which a silent partition is idle.
            await("no window closes")
                    .during(Duration.ofSeconds(10))
                    .atMost(FaultRun.PATIENCE)
                    .until(() -> {
                        reports.toEnd();
                        child.requireAlive();
                        return reports.values().isEmpty();
                    });
            publish(config, producer);
            await("the second event").atMost(FaultRun.PATIENCE).until(() -> committed(config) == 2);
            dead.toEnd();
            assertThat(dead.records()).isEmpty();
            reports.toEnd();
            assertThat(reports.values()).isEmpty();
            assertThat(child.stop()).isZero();
        }
    }

    private Path file(String application, String settings) throws Exception {
        return cluster.configFile(directory, application, settings.formatted(directory.resolve("state")));
    }

    private Launch launch(Path file, String name) {
        return Launch.of(file, directory.resolve(name + ".out"));
    }

    private static void joined(FaultRun run, ChildDetector child) {
        child.awaitLine(FaultRun.PATIENCE, "it runs", line -> line.contains("state=RUNNING"));
        run.awaitRecovery("an instance joined");
    }

    private long committed(DetectorConfig config) throws Exception {
        return cluster.committed(
                config.applicationId(), config.topics().events().get(0));
    }

    private void publish(DetectorConfig config, KafkaProducer<byte[], byte[]> producer) throws Exception {
        String topic = config.topics().events().get(0);
        byte[] value = cluster.wire()
                .events()
                .serialize(
                        topic,
                        event("m", "1", System.currentTimeMillis())
                                .number("x", 1)
                                .build());
        producer.send(new ProducerRecord<>(topic, 0, null, value)).get();
    }
}
