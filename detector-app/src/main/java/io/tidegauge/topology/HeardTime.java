package io.tidegauge.topology;

import java.util.function.LongSupplier;

/**
 * What time it is by the brokers, as they stamped the internal message that was heard last: one clock for all instances,
 * whatever the clocks of their machines say, and never ahead of what the brokers take. Own time until one is heard.
 */
final class HeardTime {

    private final LongSupplier own;
    private long heardMs = -1;

    /**
     * Nothing heard yet.
     *
     * @param own this machine's time, in milliseconds since the epoch
     */
    HeardTime(LongSupplier own) {
        this.own = own;
    }

    void hear(long stampMs) {
        heardMs = stampMs;
    }

    /** Milliseconds since the epoch; behind by as long as nothing was heard, which is seconds. */
    long nowMs() {
        return heardMs < 0 ? own.getAsLong() : heardMs;
    }
}
