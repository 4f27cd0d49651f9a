package io.tidegauge.runtime;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what may come later: tries, logs, and tries again after growing pauses, until told to stop. */
final class Waiting {

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final CountDownLatch stop;

    /**
     * Waits until the latch opens.
     *
     * @param stop opens when nobody wants to wait any more
     */
    Waiting(CountDownLatch stop) {
        this.stop = stop;
    }

    /**
     * What the attempt gives once it succeeds.
     *
     * @param what what is waited for, such as {@code broker}
     * @param passing whether a failure may pass; others are thrown at once
     * @throws CancellationException when told to stop
     */
    <T> T until(String what, String address, Predicate<RuntimeException> passing, Supplier<T> attempt)
            throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int tried = 1; ; tried++) {
            if (stop.getCount() == 0) {
                throw new CancellationException("stopped while waiting for the " + what);
            }
            try {
                T found = attempt.get();
                if (tried > 1) {
                    LOG.info("action=found what=\"{}\" address={} attempts={}", what, address, tried);
                }
                return found;
            } catch (RuntimeException failed) {
                if (!passing.test(failed)) {
                    throw failed;
                }
                LOG.warn(
                        "action=wait what=\"{}\" address={} attempt={} retry_ms={} reason=\"{}\"",
                        what,
                        address,
                        tried,
                        pause.toMillis(),
                        failed.getMessage());
            }
            stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
