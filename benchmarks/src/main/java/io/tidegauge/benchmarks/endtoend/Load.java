package io.tidegauge.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Processor time spent so far, by the whole machine and by us: the difference is others'.
 *
 * @param nanos of the clock, from anywhere
 * @param machineTicks busy time of all processors in hundredths of a second, time stolen by other guests of the host
 *     included; empty where the system does not tell
 * @param ownNanos processor time of this process and its children
 */
record Load(long nanos, OptionalLong machineTicks, long ownNanos) {

    private static final Path STAT = Path.of("/proc/stat");
    private static final long NANOS_PER_TICK = 10_000_000;

    /** As of now. */
    static Load now() {
        long own = Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .mapToLong(process ->
                        process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
        return new Load(System.nanoTime(), machine(), own);
    }

    private static OptionalLong machine() {
        try (Stream<String> lines = Files.lines(STAT)) {
            return lines.findFirst().map(Load::busyTicks).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    /**
     * Busy time in the first line of {@code /proc/stat}, which is {@code cpu user nice system idle iowait irq softirq steal
     * guest guest_nice}; the guests' is in user and nice already.
     */
    static long busyTicks(String line) {
        String[] fields = line.trim().split("\\s+");
        if (fields.length < 9 || !fields[0].equals("cpu")) {
            throw new IllegalArgumentException("not the processors' line: " + line);
        }
        long busy = 0;
        for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
            busy += Long.parseLong(fields[field]);
        }
        return busy;
    }

    /** How many processors others kept busy since then, on average; empty where the system does not tell. */
    OptionalDouble othersSince(Load earlier) {
        if (machineTicks.isEmpty() || earlier.machineTicks.isEmpty()) {
            return OptionalDouble.empty();
        }
        long machine = (machineTicks.getAsLong() - earlier.machineTicks.getAsLong()) * NANOS_PER_TICK;
        double others = (double) (machine - (ownNanos - earlier.ownNanos)) / (nanos - earlier.nanos);
        return OptionalDouble.of(Math.max(0, others)); // the system counts both in ticks, each rounded for itself
    }
}
