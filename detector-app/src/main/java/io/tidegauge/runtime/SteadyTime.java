package io.tidegauge.runtime;

import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

/**
 * Time that only ever goes on: the wall clock's as of its making, and from there what has really passed. Kafka Streams
 * decides by differences of the wall clock when to commit and what to do next; set back by an hour, it would do neither
 * for an hour.
 */
final class SteadyTime implements Time {

    private static final long NANOS_PER_MS = 1_000_000;

    private final long madeMs = System.currentTimeMillis();
    private final long madeNanos = System.nanoTime();

    @Override
    public long milliseconds() {
        return madeMs + (System.nanoTime() - madeNanos) / NANOS_PER_MS;
    }

    @Override
    public long nanoseconds() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long ms) {
        Time.SYSTEM.sleep(ms);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        synchronized (object) {
            while (!condition.get()) {
                long left = deadlineMs - milliseconds();
                if (left <= 0) {
                    throw new TimeoutException("the condition did not come true in time");
                }
                object.wait(left);
            }
        }
    }
}
