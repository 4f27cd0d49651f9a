package io.tidegauge.benchmarks;

/** The rate between 30 % and 98 % of the way, so that neither start-up nor the last poll counts. */
final class Steady {

    private final long from;
    private final long to;
    private long fromNanos;
    private long fromCount = -1;
    private long toNanos;
    private long toCount = -1;

    Steady(long total) {
        this.from = total * 30 / 100;
        this.to = total * 98 / 100;
    }

    void at(long count) {
        if (fromCount < 0 && count >= from) {
            fromCount = count;
            fromNanos = System.nanoTime();
        }
        if (toCount < 0 && count >= to) {
            toCount = count;
            toNanos = System.nanoTime();
        }
    }

    boolean done() {
        return toCount >= 0;
    }

    double perSecond() {
        return (toCount - fromCount) * 1e9 / (toNanos - fromNanos);
    }
}
