package io.tidegauge.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a request to stop from inside. While this is open the JVM waits, when it is told to end, until this has
 * been closed: close it last, after everything that wants a clean end.
 */
final class StopSignal implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "tidegauge-demo-stop"));
    }

    /** Asks everyone who waits to stop. */
    void stop() {
        stopped.countDown();
    }

    /** Whether to stop. */
    boolean stopped() {
        return stopped.getCount() == 0;
    }

    /** Waits, not longer than given, and says whether to stop. */
    boolean await(Duration longest) throws InterruptedException {
        return stopped.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until it is time to stop. */
    void await() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        stopped.countDown();
        closed.countDown();
    }

    private void stopAndWait() {
        stopped.countDown();
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
