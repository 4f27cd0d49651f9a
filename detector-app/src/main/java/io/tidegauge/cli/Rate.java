package io.tidegauge.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How many rounds a second at the most; infinite for no limit. */
record Rate(double perSecond) {

    static final Rate UNLIMITED = new Rate(Double.POSITIVE_INFINITY);

    Rate {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be above 0, was " + perSecond);
        }
    }

    /** Reads {@code 200/s} or {@code 200}. */
    static Rate parse(String text) {
        try {
            return new Rate(Double.parseDouble(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a rate such as 200/s", e);
        }
    }

    /** Begins now. */
    Pace start() {
        return new Pace(perSecond);
    }

    /** Holds a loop to the rate on the average. Mutable. */
    static final class Pace {

        private final double perSecond;
        private final long startNanos = System.nanoTime();
        private long rounds;

        private Pace(double perSecond) {
            this.perSecond = perSecond;
        }

        /** Waits until the next round is due. */
        void await() {
            long dueNanos = (long) (rounds++ / perSecond * TimeUnit.SECONDS.toNanos(1));
            long early = dueNanos - (System.nanoTime() - startNanos);
            while (early > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(early);
                early = dueNanos - (System.nanoTime() - startNanos);
            }
        }
    }
}
