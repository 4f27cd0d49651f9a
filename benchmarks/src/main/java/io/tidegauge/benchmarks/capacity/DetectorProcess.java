package io.tidegauge.benchmarks.capacity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code tidegauge run} in a process that can be killed as an operating system kills, over several lives. */
final class DetectorProcess implements AutoCloseable {

    private static final Pattern COLLECTION = Pattern.compile("->(\\d+)M\\(");
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Site site;
    private final Plan plan;
    private final List<Path> collections = new ArrayList<>();
    private @Nullable Process process;
    private Duration worked = Duration.ZERO;
    private long resident;
    private Path log;

    DetectorProcess(Site site, Plan plan) {
        this.site = site;
        this.plan = plan;
        this.log = site.directory().resolve("detector.log");
    }

    void start() throws IOException {
        Path gc = site.directory().resolve("gc-" + collections.size() + ".log");
        log = site.directory().resolve("detector-" + collections.size() + ".log");
        collections.add(gc);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + plan.heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + gc));
        command.addAll(plan.jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tidegauge.cli.Main", "run"));
        command.addAll(List.of("--config", site.file().toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    long pid() {
        requireAlive();
        return Objects.requireNonNull(process).pid();
    }

    /** Waits until it has its partitions, and everything is restored. */
    void awaitRunning(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!Files.readString(log).contains("action=state state=RUNNING")) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("does not run after " + patience + ": " + end());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Notes what it takes now. */
    void look() {
        requireAlive();
        resident = Math.max(resident, residentNow());
    }

    private void requireAlive() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("the detector's process is over: " + end());
        }
    }

    private String end() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long residentNow() {
        if (process == null) {
            return 0;
        }
        try {
            Matcher found =
                    RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
        } catch (IOException e) {
            // Not Linux, or over just now: what was seen before stands.
            return 0;
        }
    }

    /** As an operating system kills: nothing is flushed, nobody is told. */
    void kill() throws InterruptedException {
        if (process != null) {
            look();
            worked = processorTime();
            process.destroyForcibly().waitFor();
        }
    }

    /** Processor time of all its lives. */
    Duration processorTime() {
        Duration now = process == null || !process.isAlive()
                ? Duration.ZERO
                : process.info().totalCpuDuration().orElse(Duration.ZERO);
        return worked.plus(now);
    }

    /** The most memory that it held, heap or not, bytes; 0 where the system does not say. */
    long mostResident() {
        return resident;
    }

    /** The most that the heap held after a collection, bytes. */
    long mostHeap() throws IOException {
        long most = 0;
        for (Path gc : collections) {
            for (String line : Files.readAllLines(gc)) {
                Matcher after = COLLECTION.matcher(line);
                most = after.find() ? Math.max(most, Long.parseLong(after.group(1)) << 20) : most;
            }
        }
        return most;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
