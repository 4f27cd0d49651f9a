package io.tidegauge.benchmarks.endtoend;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * Clocks and counters of this process at one moment.
 *
 * @param nanos of the clock, from anywhere
 * @param events read so far
 * @param processorNanos of all threads, the compiler's and the collector's among them
 * @param allocatedBytes by the threads that do the work
 * @param sent bytes written to internal topics
 */
record Usage(long nanos, long events, long processorNanos, long allocatedBytes, InternalBytes sent) {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final com.sun.management.ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);

    static Usage of(Run run) {
        long events = run.events();
        return new Usage(
                System.nanoTime(), events, PROCESS.getProcessCpuTime(), allocated(run), InternalBytes.sentSoFar());
    }

    private static long allocated(Run run) {
        long bytes = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && run.worksIn(thread.getThreadName())) {
                bytes += THREADS.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        return bytes;
    }
}
