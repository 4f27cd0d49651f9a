package io.tidegauge.topology;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that the tasks of one instance may hold together. Each has a share; asking and telling costs next to nothing. */
final class MemoryBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger holders = new AtomicInteger();

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** What all of them hold now. */
    long used() {
        return used.get();
    }

    /** A task's share, empty at first. */
    Share share() {
        return new Share();
    }

    /** What one task holds; for the task's own thread. */
    final class Share {
        private long bytes;

        private Share() {}

        /** The task holds so much now. */
        void set(long now) {
            if (now == bytes) {
                return;
            }
            used.addAndGet(now - bytes);
            if ((now > 0) != (bytes > 0)) {
                holders.addAndGet(now > 0 ? 1 : -1);
            }
            bytes = now;
        }

        long bytes() {
            return bytes;
        }

        /** Whether the budget is exceeded and this task is among those who hold most: there always is one of them. */
        boolean pressed() {
            return pressed(1);
        }

        /** The same for a budget so many times as large. */
        boolean pressed(double times) {
            double bound = times * limit;
            return used.get() > bound && bytes >= bound / Math.max(1, holders.get());
        }
    }
}
