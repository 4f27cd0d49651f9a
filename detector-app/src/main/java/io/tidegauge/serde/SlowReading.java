package io.tidegauge.serde;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once what keeps events from being read in place, however many threads come upon it. Safe for several threads. */
final class SlowReading {

    private static final Logger LOG = LoggerFactory.getLogger(SlowReading.class);

    /** Whoever may register schemas can register any number; they do not get a line each. */
    private static final int MOST_TOLD = 100;

    private final Set<Integer> told = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean serdeTold = new AtomicBoolean();

    /** Events of a schema are read in the slow way. */
    void notPlanned(int id, NotPlannedException why) {
        if (told.size() < MOST_TOLD && told.add(id)) {
            LOG.info(
                    "events of schema id {} are read in the general way, which takes more time: {}",
                    id,
                    why.getMessage());
        }
    }

    /** All events are, as they are read by Confluent's deserializer. */
    void serdeReads() {
        if (!serdeTold.get() && serdeTold.compareAndSet(false, true)) {
            LOG.info(
                    "events are read by Confluent's deserializer; schema-registry.serde: builtin reads ordinary ones in less time");
        }
    }
}
