package io.tidegauge.topology;

import io.tidegauge.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the schema registry instead of giving a good record up. A registry that is away is asked again with growing
 * pauses for as long as a poll may take; then the task fails, nothing is committed, and a new thread begins where this
 * one did.
 */
final class RegistryPatience {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final long patienceNanos;

    RegistryPatience(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /**
     * What the question answers, once the registry does.
     *
     * @throws RegistryUnavailableException when it stays away longer than the patience, or the thread is interrupted
     */
    <T> T ask(Supplier<T> question) {
        long deadline = System.nanoTime() + patienceNanos;
        long pauseMs = FIRST_PAUSE_MS;
        while (true) {
            try {
                return question.get();
            } catch (RegistryUnavailableException away) {
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                    throw away;
                }
                LOG.warn("action=wait-for-registry retry_ms={} reason=\"{}\"", pauseMs, away.getMessage());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMs));
                pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            }
        }
    }
}
