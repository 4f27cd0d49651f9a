package io.tidegauge.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** {@code tidegauge run} in a process of its own, so that it can be killed as an operating system kills. */
public final class ChildDetector implements AutoCloseable {

    /** The exit code of what was killed. */
    public static final int SIGKILL_EXIT = 137;

    private static final int LINES_TOLD = 80;

    /**
     * How it is started.
     *
     * @param configFile its configuration
     * @param log where what it prints goes
     * @param jvmOptions options of its Java beside our own, which they win over
     * @param environment variables beside this process's own
     * @param prefix a command before Java's, which must end by becoming it: {@code bash -c 'ulimit …; exec "$@"' --}
     */
    public record Launch(
            Path configFile, Path log, List<String> jvmOptions, Map<String, String> environment, List<String> prefix) {

        /** Started plainly. */
        public static Launch of(Path configFile, Path log) {
            return new Launch(configFile, log, List.of(), Map.of(), List.of());
        }

        public Launch withJvmOptions(String... options) {
            return new Launch(configFile, log, List.of(options), environment, prefix);
        }

        public Launch withEnvironment(Map<String, String> variables) {
            return new Launch(configFile, log, jvmOptions, variables, prefix);
        }

        public Launch withPrefix(String... command) {
            return new Launch(configFile, log, jvmOptions, environment, List.of(command));
        }

        /** This JVM's own Java and class path; a small heap and the quick compiler, as several run at once. */
        private List<String> command() {
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.addAll(jvmOptions);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.tidegauge.cli.Main",
                    "run",
                    "--config",
                    configFile.toString()));
            return command;
        }
    }

    private final Process process;
    private final Path log;

    private ChildDetector(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it plainly. */
    public static ChildDetector start(Path configFile, Path log) throws IOException {
        return start(Launch.of(configFile, log));
    }

    public static ChildDetector start(Launch launch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectErrorStream(true)
                .redirectOutput(launch.log().toFile());
        builder.environment().putAll(launch.environment());
        return new ChildDetector(builder.start(), launch.log());
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /**
     * Kills it after so many milliseconds.
     *
     * @throws AssertionError when it has ended by itself, with what it printed
     */
    public void killAfter(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            requireAlive();
        }
        kill();
    }

    /** Kills it now, if it has not been: SIGKILL, nothing is flushed, closed or committed. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != SIGKILL_EXIT) {
            throw new AssertionError("was not killed:\n" + printed());
        }
    }

    /** Stops it where it is (SIGSTOP): it lives, holds its connections, and does nothing. */
    public void freeze() throws Exception {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT), as if no time had passed for it. */
    public void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new AssertionError("SIG" + name + " was not sent to " + pid());
        }
    }

    /** Asks it to stop (SIGTERM) and waits; its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(45, TimeUnit.SECONDS)) {
            throw new AssertionError("did not stop within 45 s of SIGTERM:\n" + printed());
        }
        return process.exitValue();
    }

    /** The exit code of what has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Waits until it ends by itself; its exit code. */
    public int awaitEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("did not end within " + atMost + ":\n" + printed());
        }
        return process.exitValue();
    }

    /** Fails where it no longer runs. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("ended by itself, exit code " + process.exitValue() + ":\n" + printed());
        }
    }

    /** Waits, for as long as it lives, until it has printed such a line. */
    public void awaitLine(Duration atMost, String what, Predicate<String> line) {
        Awaitility.await(what + " in " + log)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    boolean printed = lines().stream().anyMatch(line);
                    if (!printed) {
                        requireAlive();
                    }
                    return printed;
                });
    }

    /** What it has printed so far. */
    public List<String> lines() {
        try {
            // A line may be half written, in the middle of a character.
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last it printed. */
    public String printed() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
