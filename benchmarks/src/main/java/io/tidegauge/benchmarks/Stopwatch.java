package io.tidegauge.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the calling thread's work takes, by the clock and of the processor. */
final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long wallNanos = System.nanoTime();
    private final long processorNanos = THREADS.getCurrentThreadCpuTime();

    private Stopwatch() {}

    static Stopwatch start() {
        return new Stopwatch();
    }

    Reading read() {
        return new Reading(
                (System.nanoTime() - wallNanos) / 1e6, (THREADS.getCurrentThreadCpuTime() - processorNanos) / 1e6);
    }

    /** The share's quantile of the times of the clock, and that of the processor's. */
    static Reading quantile(List<Reading> readings, double share) {
        return new Reading(quantile(readings, Reading::wallMs, share), quantile(readings, Reading::processorMs, share));
    }

    private static double quantile(List<Reading> readings, ToDoubleFunction<Reading> time, double share) {
        double[] sorted = readings.stream().mapToDouble(time).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /**
     * Times of one piece of work, milliseconds.
     *
     * @param wallMs by the clock
     * @param processorMs of the processor
     */
    record Reading(double wallMs, double processorMs) {}
}
