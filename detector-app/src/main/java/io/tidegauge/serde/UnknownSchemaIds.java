package io.tidegauge.serde;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Ids that the registry said it does not know. An id that is new may be on its way: a registry's replica learns of a
 * schema a moment after it was registered. So it is worth a wait, but a short one and not every time, or a producer of
 * nonsense would hold up everybody's events. What has been waited for in vain is asked about now and then, not once per
 * record. Safe for several threads.
 */
final class UnknownSchemaIds {

    /** How long an id may be on its way. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** After a wait, how long no other begins. */
    static final Duration REST = Duration.ofSeconds(30);

    /** How long an id that was waited for in vain is not asked about. */
    static final Duration KEPT = Duration.ofSeconds(2);

    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<Integer, Instant> until = new HashMap<>();
    private Instant waitEnds = Instant.MIN;

    UnknownSchemaIds(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes note that the registry does not know the id; true where it may be on its way and should be asked for again. */
    synchronized boolean mayCome(int id) {
        Instant now = clock.instant();
        if (now.isBefore(waitEnds)) {
            return true;
        }
        boolean rested = waitEnds.equals(Instant.MIN) || !now.isBefore(waitEnds.plus(REST));
        if (rested && !until.containsKey(id)) {
            waitEnds = now.plus(PATIENCE);
            return true;
        }
        if (until.size() >= MOST) {
            until.clear();
        }
        until.put(id, now.plus(KEPT));
        return false;
    }

    /** Whether the id was asked about a moment ago, in vain. */
    synchronized boolean contains(int id) {
        Instant end = until.get(id);
        return end != null && clock.instant().isBefore(end);
    }
}
