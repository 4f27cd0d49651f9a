package io.tidegauge.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.crash.ChildDetector;
import io.tidegauge.crash.ChildDetector.Launch;
import io.tidegauge.runtime.Detector;
import io.tidegauge.runtime.StartRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state directory that cannot be used is refused before anything else is looked at: no broker is needed to say so. */
class StateDirectoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path state;
    private Path file;

    @BeforeEach
    void configure() throws IOException {
        state = directory.resolve("not").resolve("there").resolve("yet");
        file = Files.writeString(directory.resolve("state.yaml"), """
                        bootstrap-servers: 127.0.0.1:1
                        schema-registry: http://127.0.0.1:1
                        application-id: app
                        http: {host: 127.0.0.1, port: -1}
                        state: {store: rocksdb, directory: "%s"}
                        """.formatted(state));
    }

    @Test
    void aFileInItsPlace() throws Exception {
        Files.createDirectories(state.getParent());
        Files.writeString(state, "I was here first");

        assertThatThrownBy(() -> new Detector(config()).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("state directory " + state.resolve("app"))
                .hasMessageContaining("is a file; move it away, or set another state.directory");
    }

    @Test
    void oneThatThisUserMayNotWriteEndsTheProcessWithTwo() throws Exception {
        Files.createDirectories(state);
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("r-xr-xr-x"));
        Launch launch = Launch.of(file, directory.resolve("run.out"));
        try (ChildDetector child = ChildDetector.start(isRoot() ? unprivileged(launch) : launch)) {
            assertThat(child.awaitEnd(PATIENCE)).isEqualTo(2);
            assertThat(String.join("\n", child.lines()))
                    .contains("state directory " + state.resolve("app")
                            + ": cannot be made or written: permission denied;"
                            + " let the user who runs the detector write there");
        } finally {
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void oneThatAnotherProcessWorksInEndsTheProcessWithTwo() throws Exception {
        Path lock = Files.createDirectories(state.resolve("app")).resolve(".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock();
                ChildDetector child = ChildDetector.start(Launch.of(file, directory.resolve("run.out")))) {
            assertThat(held.isValid()).isTrue();
            assertThat(child.awaitEnd(PATIENCE)).isEqualTo(2);
            assertThat(String.join("\n", child.lines()))
                    .contains(
                            "state directory " + state.resolve("app") + ": another process works in it; stop that one");
        }
    }

    @Test
    void aDiskThatIsFullEndsTheProcessWithTwo() throws Exception {
        Launch launch = Launch.of(file, directory.resolve("run.out"))
                .withPrefix("bash", "-c", "ulimit -f 100; exec \"$@\"", "--");
        try (ChildDetector child = ChildDetector.start(launch)) {
            assertThat(child.awaitEnd(PATIENCE)).isEqualTo(2);
            assertThat(String.join("\n", child.lines()))
                    .contains(
                            "state directory " + state.resolve("app") + ": cannot be made or written: File too large;")
                    .contains("see that there is room");
        }
    }

    private DetectorConfig config() {
        return ConfigLoader.load(file, Map.of());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Root without the right to write where nobody may: its own files and libraries stay readable. */
    private static Launch unprivileged(Launch launch) throws InterruptedException {
        String[] without = {"setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"};
        assumeTrue(runs(without), "root may write everywhere, and there is no setpriv here to give that right up");
        return launch.withPrefix(without);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            String[] all = java.util.Arrays.copyOf(command, command.length + 1);
            all[command.length] = "true";
            return new ProcessBuilder(all).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
