package io.tidegauge.serde;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ids that the registry said it does not know, for a short time: a stream of bad records must not ask it once per
 * record, and an id that was unknown a while ago may have been registered since. Safe for several threads.
 */
final class UnknownSchemaIds {

    static final Duration KEPT = Duration.ofSeconds(30);

    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<Integer, Instant> until = new ConcurrentHashMap<>();

    UnknownSchemaIds(InstantSource clock) {
        this.clock = clock;
    }

    void add(int id) {
        if (until.size() >= MOST) {
            until.clear();
        }
        until.put(id, clock.instant().plus(KEPT));
    }

    boolean contains(int id) {
        if (until.isEmpty()) {
            return false;
        }
        Instant end = until.get(id);
        if (end == null || clock.instant().isBefore(end)) {
            return end != null;
        }
        until.remove(id);
        return false;
    }
}
