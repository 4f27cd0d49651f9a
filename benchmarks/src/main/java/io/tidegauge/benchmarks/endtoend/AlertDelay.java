package io.tidegauge.benchmarks.endtoend;

import java.util.List;

/**
 * How long after a window's end, by the clock, what was said of it could be read on its topic.
 *
 * @param windowSeconds the windows' length
 * @param latenessSeconds how long a window waits for late events; part of the delays
 * @param commitSeconds how often the detector commits; twice in the delays at the most
 * @param reportSeconds of each window's report
 * @param alertSeconds of the first alert of each window that had one
 */
record AlertDelay(
        double windowSeconds,
        double latenessSeconds,
        double commitSeconds,
        List<Double> reportSeconds,
        List<Double> alertSeconds) {}
