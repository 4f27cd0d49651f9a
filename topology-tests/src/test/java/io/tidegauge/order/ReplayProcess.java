package io.tidegauge.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.crash.ChildDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A detector in a process with a heap of 256 MB, whose collections and processor time are noted, over several lives. */
final class ReplayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern COLLECTION = Pattern.compile("->(\\d+)M\\(");

    private final Path directory;
    private final String application;
    private final Path file;
    private final List<Path> collections = new ArrayList<>();
    private Duration worked = Duration.ZERO;
    private ChildDetector child;

    ReplayProcess(Path directory, String application, Path file) {
        this.directory = directory;
        this.application = application;
        this.file = file;
    }

    void start() throws IOException {
        Path log = directory.resolve(application + "-gc-" + collections.size() + ".log");
        collections.add(log);
        child = ChildDetector.start(
                ChildDetector.Launch.of(file, directory.resolve(application + "-" + collections.size() + ".out"))
                        .withJvmOptions("-Xmx256m", "-Xlog:gc:file=" + log));
    }

    void requireAlive() {
        child.requireAlive();
    }

    void stop() throws InterruptedException {
        note();
        assertThat(child.stop()).as("exit code of " + application).isZero();
    }

    /** How long it took until it ran again, everything restored, in milliseconds. */
    long killAndStart() throws Exception {
        note();
        child.kill();
        return startAndAwait();
    }

    /** The same after a clean stop. */
    long stopAndStart() throws Exception {
        stop();
        return startAndAwait();
    }

    private long startAndAwait() throws Exception {
        long began = System.nanoTime();
        start();
        child.awaitLine(PATIENCE, "RUNNING", line -> line.contains("action=state state=RUNNING"));
        return (System.nanoTime() - began) / 1_000_000;
    }

    private void note() {
        worked = worked.plus(processorTime());
    }

    private Duration processorTime() {
        return ProcessHandle.of(child.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The most that the heap held after a collection, in megabytes. */
    private long peak() {
        long peak = 0;
        try {
            for (Path log : collections) {
                for (String line : Files.readAllLines(log)) {
                    Matcher after = COLLECTION.matcher(line);
                    peak = after.find() ? Math.max(peak, Long.parseLong(after.group(1))) : peak;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return peak;
    }

    @Override
    public String toString() {
        return "processor time " + worked.plus(processorTime()).toMillis() + " ms, heap after collections " + peak()
                + " MB at most";
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }
}
