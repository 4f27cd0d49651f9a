package io.tidegauge.demo;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Work on threads of its own; the first that fails stops the rest through the signal. */
final class Background {

    /** Work that may be interrupted. */
    interface Work {
        void run() throws InterruptedException;
    }

    private final StopSignal stop;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Background(StopSignal stop) {
        this.stop = stop;
    }

    /** Starts work on a daemon thread of this name. */
    Thread start(String name, Work work) {
        Thread thread = new Thread(() -> runOrStop(work), "tidegauge-demo-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void runOrStop(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            stop.stop();
        }
    }

    /** Throws what failed first, if anything did. */
    void rethrow() {
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
