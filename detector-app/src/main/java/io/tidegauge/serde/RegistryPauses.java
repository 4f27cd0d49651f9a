package io.tidegauge.serde;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long each address has asked to be left alone, by a {@code Retry-After} in seconds; within a bound, so that a
 * registry that recovers sooner is found soon. Safe for several threads.
 */
final class RegistryPauses {

    /** The longest pause that is heeded. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String HEADER = "Retry-After";

    private final Map<URI, Long> untilNanos = new ConcurrentHashMap<>();

    /** Takes note of what the answer asks for, if anything. */
    void heed(URI url, HttpResponse<?> answer) {
        answer.headers()
                .firstValue(HEADER)
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked)
                .ifPresent(pause -> untilNanos.put(url, System.nanoTime() + pause.toNanos()));
    }

    /** How long the address is still to be left alone, zero where it may be asked. */
    Duration left(URI url) {
        Long until = untilNanos.get(url);
        long left = until == null ? 0 : until - System.nanoTime();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }
}
