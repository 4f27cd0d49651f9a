package io.tidegauge.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.crash.ChildDetector;
import io.tidegauge.testkit.EventBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk under RocksDB fills up while the detector runs, or holds garbage when it starts: exact accounts all the same. */
@Tag("faults")
class DiskFaultsTest {

    private static final long SEED = Long.getLong("faults.seed", 20_261_122);
    private static final String ROCKSDB =
            FaultRun.SETTINGS.replace("state:", "state:\n  store: rocksdb\n  rocksdb-memory: 8MB") + """
            kafka:
              consumer.session.timeout.ms: 10000
            """;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
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
    void aDiskThatFillsUpEndsTheProcessWithOneAndTheNextGoesOnWhereItWas() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "the limit is set by prlimit, which is not here");
        Path file = file("full");
        DetectorConfig config = cluster.prepare(file, 4);
        try (FaultRun run = new FaultRun(cluster, config, SEED, 60_000, 1_000)) {
            try (ChildDetector child = ChildDetector.start(file, directory.resolve("full.out"))) {
                run.awaitRecovery("the start");
                limitFiles(child.pid(), 100_000);
                while (child.alive()) {
                    wide(run, config);
                }
                assertThat(child.awaitEnd(FaultRun.PATIENCE)).isEqualTo(1);
                assertThat(String.join("\n", child.lines()))
                        .contains("the state directory "
                                + directory.resolve("state").resolve("full") + " cannot be written or read: ")
                        .contains("make room or correct its permissions, then start again");
            }
            try (ChildDetector child = ChildDetector.start(file, directory.resolve("room.out"))) {
                run.awaitRecovery("there was room again");
                run.finish("disk-full", child::toString);
                assertThat(child.stop()).isZero();
            }
        }
    }

    @Test
    void aDamagedDirectoryIsEmptiedAndRestoredFromTheChangelogs() throws Exception {
        Path file = file("damaged");
        DetectorConfig config = cluster.prepare(file, 4);
        try (FaultRun run = new FaultRun(cluster, config, SEED, 60_000, 1_000)) {
            for (int round = 1; round <= 3; round++) {
                try (ChildDetector child = ChildDetector.start(file, directory.resolve("whole-" + round + ".out"))) {
                    run.awaitRecovery("round " + round + ", a start on a good directory");
                    for (int i = 0; i < 50; i++) {
                        wide(run, config);
                    }
                    run.awaitRecovery("round " + round + ", more state");
                    assertThat(child.stop()).isZero();
                }
                assertThat(damage()).as("files that were damaged").isGreaterThan(3);
                try (ChildDetector child = ChildDetector.start(file, directory.resolve("damaged-" + round + ".out"))) {
                    assertThat(child.awaitEnd(FaultRun.PATIENCE)).isEqualTo(1);
                    assertThat(String.join("\n", child.lines()))
                            .contains("action=empty-state-directory directory=" + directory.resolve("state"))
                            .contains("it has been emptied, start again: the state is restored from the changelogs");
                }
            }
            try (ChildDetector child = ChildDetector.start(file, directory.resolve("restored.out"))) {
                run.awaitRecovery("the state was restored");
                run.finish("state-directory-damaged", child::toString);
                assertThat(child.stop()).isZero();
            }
        }
    }

    private Path file(String application) throws IOException {
        return cluster.configFile(directory, application, ROCKSDB.formatted(directory.resolve("state")));
    }

    /** An event of many features, whose windows take megabytes. */
    private void wide(FaultRun run, DetectorConfig config) throws Exception {
        EventBuilder event = EventBuilder.event("without-baseline", "1", run.eventTime())
                .number("amount", 50 + 10 * random.nextGaussian())
                .number("count", random.nextInt(20))
                .text("city", "c" + random.nextInt(8));
        for (int i = 0; i < 100; i++) {
            event = event.text("wide-" + i, Long.toString(random.nextLong()).repeat(4));
        }
        byte[] value =
                cluster.wire().events().serialize(config.topics().events().get(0), event.build());
        run.publish(random.nextInt(4), "without-baseline", value);
    }

    /** From now on no file of the process can grow beyond so many bytes: to whoever writes, the disk is full. */
    private static void limitFiles(long pid, long bytes) throws Exception {
        int exit = new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    /** Puts garbage into the middle and at the end of everything in the state directory. */
    private int damage() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            List<Path> all = files.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().equals(".lock"))
                    .toList();
            for (Path path : all) {
                byte[] bytes = Files.readAllBytes(path);
                for (int i = bytes.length / 4; i < bytes.length; i++) {
                    bytes[i] = (byte) random.nextInt();
                }
                Files.write(path, bytes);
            }
            return all.size();
        }
    }
}
