package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegauge.cluster.TestCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} in a process of its own: exit codes, and where it writes. */
class RunCommandTest {

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void endThem() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void toBeToldToStopIsNoFailure() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            Path file = cluster.configFile(
                    directory, "stopped", "timing: {commit-interval: 500ms}\nstate: {internal-partitions: 2}\n");
            cluster.prepare(file, 1);
            Process process = run(file);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(printed("err")).contains("action=state state=RUNNING"));
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(process.exitValue()).as(printed("err")).isZero();
            assertThat(printed("err"))
                    .contains("action=state state=NOT_RUNNING")
                    .doesNotContain("level=ERROR");
            assertThat(printed("out")).as("logs go to standard error").isEmpty();
        }
    }

    @Test
    void aWrongFileEndsItWithTwo() throws Exception {
        Path file = Files.writeString(directory.resolve("wrong.yaml"), "application-id: x\nwindow: 1\n");
        Process process = run(file);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(printed("err"))
                .startsWith("tidegauge run: wrong.yaml: 3 problems\n  line 1: bootstrap-servers: missing")
                .contains("\n  line 2: window: unknown key; did you mean 'windows'?");
    }

    @Test
    void aClusterThatIsNotReadyEndsItWithTwo() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            Process process = run(cluster.configFile(directory, "unprepared", ""));
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(process.exitValue()).as(printed("err")).isEqualTo(2);
            assertThat(printed("err"))
                    .contains("tidegauge run: cannot start: 5 problems\n  topic unprepared-events: does not exist;");
        }
    }

    private Process run(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        productClassPath(),
                        "io.tidegauge.cli.Main",
                        "run",
                        "--config",
                        file.toString())
                .redirectOutput(log("out"))
                .redirectError(log("err"))
                .start();
        processes.add(process);
        return process;
    }

    /** Without the tests' own classes, which bring their own configuration of logs. */
    private static String productClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private File log(String stream) {
        return directory.resolve("run." + stream).toFile();
    }

    private String printed(String stream) throws IOException {
        return Files.readString(log(stream).toPath());
    }
}
