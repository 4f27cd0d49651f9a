package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.topology.DetectorListener;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** Counts what became of events. */
final class OutcomeCounter implements DetectorListener {

    private static final long LONGEST_LAST_COMMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLongArray counts = new AtomicLongArray(Outcome.values().length);

    @Override
    public void events(Outcome outcome, long count) {
        counts.addAndGet(outcome.ordinal(), count);
    }

    long count(Outcome outcome) {
        return counts.get(outcome.ordinal());
    }

    /**
     * Returns once every event has been counted into a window.
     *
     * @throws IllegalStateException where not all are within a minute, or something else became of one
     */
    void awaitProfiled(long events) {
        long deadline = System.nanoTime() + LONGEST_LAST_COMMIT_NANOS;
        while (accounted() < events && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        Whole.require("events consumed", count(Outcome.CONSUMED), events);
        Whole.require("events profiled", count(Outcome.PROFILED), events);
    }

    private long accounted() {
        return count(Outcome.PROFILED) + count(Outcome.LATE) + count(Outcome.DEAD_LETTERED) + count(Outcome.IGNORED);
    }

    @Override
    public void windowClosed(FeatureReport report) {}

    @Override
    public void reported(FeatureReport report) {}

    @Override
    public void alerted(DriftAlert alert) {}

    @Override
    public void watermark(String topic, int partition, long watermarkMs) {}
}
