package io.tidegauge.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * This instance among those of its application: when it began, whether it is to stop, and what it waits for. One for all
 * of its stream threads and tasks; safe for all of them.
 */
public final class Instance {

    private final Name name;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<String> expelled = new CompletableFuture<>();
    private final AtomicInteger waitForRegistry = new AtomicInteger();

    Instance(Name name) {
        this.name = name;
    }

    /** An instance that begins now, by this machine's clock. */
    public static Instance beginning() {
        return new Instance(
                new Name(System.currentTimeMillis(), ThreadLocalRandom.current().nextLong()));
    }

    Name name() {
        return name;
    }

    /** It is to stop: whoever waits stops waiting. */
    public void stop() {
        stopping.countDown();
    }

    boolean stopping() {
        return stopping.getCount() == 0;
    }

    /** Waits, but not longer than until it is to stop. */
    void pause(Duration atMost) throws InterruptedException {
        stopping.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** It must not go on, for a reason that people have to see to; the first reason counts. */
    public void expel(String reason) {
        expelled.complete(reason);
    }

    /** It must not go on, as an older one counts by other windows. */
    void expelInFavourOf(Name older) {
        String began = older.equals(Name.UNKNOWN) ? "" : " (" + Instant.ofEpochMilli(older.beganMs()) + ")";
        expel("an instance of this application that began earlier" + began
                + " counts by other windows, lateness or ignored models than this one, which stops: stop all instances,"
                + " then start all of them with the new settings");
    }

    /** Why it must not go on; empty while it may. */
    public Optional<String> expelledBecause() {
        return Optional.ofNullable(expelled.getNow(null));
    }

    /** Calls back once it must not go on, from the thread that found out, or at once where that is known already. */
    public void onExpelled(Consumer<String> action) {
        expelled.thenAccept(action);
    }

    void waitsForRegistry() {
        waitForRegistry.incrementAndGet();
    }

    void waitsNoLonger() {
        waitForRegistry.decrementAndGet();
    }

    /** How many stream threads wait for the schema registry before they can go on with a record. */
    public int threadsWaitingForRegistry() {
        return waitForRegistry.get();
    }

    /**
     * Which instance it is. The one that began earlier, by its own machine's clock, is the older; of two that began in
     * the same millisecond, the one with the smaller number.
     *
     * @param beganMs milliseconds since the epoch
     * @param number drawn at random
     */
    record Name(long beganMs, long number) {

        /** Stands for instances of a version that did not give its name: older than all others. */
        static final Name UNKNOWN = new Name(0, 0);

        boolean olderThan(Name other) {
            return beganMs < other.beganMs || (beganMs == other.beganMs && number < other.number);
        }
    }
}
