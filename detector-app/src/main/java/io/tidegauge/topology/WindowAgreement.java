package io.tidegauge.topology;

import io.tidegauge.topology.InternalMessage.Announcement;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that all instances count by the same windows. Where two do not, the one that began later must stop; the older
 * one warns and goes on. One for all tasks of an instance.
 */
final class WindowAgreement {

    private static final Logger LOG = LoggerFactory.getLogger(WindowAgreement.class);

    private final Instance me;
    private final int windowsHash;
    private final Set<Instance.Name> warnedOf = ConcurrentHashMap.newKeySet();

    WindowAgreement(Instance me, int windowsHash) {
        this.me = me;
        this.windowsHash = windowsHash;
    }

    /** Hash of the window configuration this instance counts by. */
    int windowsHash() {
        return windowsHash;
    }

    /** Who this instance is. */
    Instance.Name name() {
        return me.name();
    }

    /**
     * Takes in by what another instance, or this one, counts. What was said before this instance began may be the last
     * word of one that has stopped since, and means nothing.
     */
    void hear(Announcement said, long saidAtMs) {
        if (said.windowsHash() == windowsHash || saidAtMs < me.name().beganMs()) {
            return;
        }
        if (said.from().olderThan(me.name())) {
            me.expelInFavourOf(said.from());
        } else if (warnedOf.add(said.from())) {
            LOG.warn(
                    "action=ignore-other-windows began={} effect=\"an instance that began later counts by other windows"
                            + " and should have stopped; its rows are in the windows that its panes begin in\"",
                    Instant.ofEpochMilli(said.from().beganMs()));
        }
    }

    /** Whether this instance must stop, and should decide nothing any more. */
    boolean broken() {
        return me.expelledBecause().isPresent();
    }
}
