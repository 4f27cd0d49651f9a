package io.tidegauge.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code tidegauge run} in a process of its own, so that it can be killed as an operating system kills. */
final class ChildDetector implements AutoCloseable {

    private static final int SIGKILL_EXIT = 137;
    private static final int LINES_TOLD = 80;

    private final Process process;
    private final Path log;

    private ChildDetector(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it with this JVM's own Java and class path; what it prints goes to the log file. */
    static ChildDetector start(Path configFile, Path log) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tidegauge.cli.Main",
                "run",
                "--config",
                configFile.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ChildDetector(process, log);
    }

    /**
     * Kills it after so many milliseconds: SIGKILL, nothing is flushed, closed or committed.
     *
     * @throws AssertionError when it has ended by itself, with what it printed
     */
    void killAfter(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("ended by itself, exit code " + process.exitValue() + ":\n" + printed());
        }
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != SIGKILL_EXIT) {
            throw new AssertionError("was not killed:\n" + printed());
        }
    }

    /** Asks it to stop (SIGTERM) and waits; its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(45, TimeUnit.SECONDS)) {
            throw new AssertionError("did not stop within 45 s of SIGTERM");
        }
        return process.exitValue();
    }

    /** Fails where it no longer runs. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("ended by itself, exit code " + process.exitValue() + ":\n" + printed());
        }
    }

    /** The last it printed. */
    private String printed() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
