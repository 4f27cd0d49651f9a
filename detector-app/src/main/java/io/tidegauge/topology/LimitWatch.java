package io.tidegauge.topology;

import io.tidegauge.config.LimitSettings;
import io.tidegauge.event.Limit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that a limit took effect: the listener each time, the log at most once a minute for each limit, whatever is sent.
 * One for an instance; for many threads.
 */
final class LimitWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LimitWatch.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final LimitSettings limits;
    private final DetectorListener listener;
    private final Map<Limit, Long> saidNanos = new ConcurrentHashMap<>();

    LimitWatch(LimitSettings limits, DetectorListener listener) {
        this.limits = limits;
        this.listener = listener;
    }

    /**
     * A limit took effect.
     *
     * @param what what became of it, for the log
     */
    void exceeded(Limit limit, Supplier<String> what) {
        listener.limitExceeded(limit);
        long now = System.nanoTime();
        boolean due = saidNanos.compute(
                        limit, (key, before) -> before == null || now - before >= PAUSE_NANOS ? (Long) now : before)
                == now;
        if (due) {
            LOG.warn(
                    "action=limit-exceeded limit={} value={} what=\"{}\"",
                    limit.key(),
                    limits.valueOf(limit),
                    what.get());
        }
    }
}
