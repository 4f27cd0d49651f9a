package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Waiting waiting = new Waiting(stop);

    @Test
    void triesAgainUntilItSucceeds() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        String found = waiting.until("thing", "here", failure -> true, () -> {
            if (tries.incrementAndGet() < 2) {
                throw new IllegalStateException("not yet");
            }
            return "found";
        });
        assertThat(found).isEqualTo("found");
        assertThat(tries).hasValue(2);
    }

    @Test
    void aFailureThatDoesNotPassIsThrownAtOnce() {
        assertThatThrownBy(() ->
                        waiting.until("thing", "here", failure -> failure instanceof IllegalStateException, () -> {
                            throw new IllegalArgumentException("wrong for ever");
                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wrong for ever");
    }

    @Test
    void whoIsToldToStopWaitsNoLonger() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        CompletableFuture<Object> waiter = CompletableFuture.supplyAsync(() -> {
            try {
                return waiting.until("thing", "here", failure -> true, () -> {
                    tried.countDown();
                    throw new IllegalStateException("never");
                });
            } catch (InterruptedException interrupted) {
                return interrupted;
            }
        });
        assertThat(tried.await(5, TimeUnit.SECONDS)).as("tried once").isTrue();
        stop.countDown();
        assertThat(waiter)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(CancellationException.class)
                .withMessageContaining("stopped while waiting for the thing");
    }
}
