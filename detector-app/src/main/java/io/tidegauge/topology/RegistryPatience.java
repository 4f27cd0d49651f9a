package io.tidegauge.topology;

import io.tidegauge.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the schema registry instead of giving a good record up. A registry that is away is asked again with growing
 * pauses for as long as a poll may take, or until the instance is to stop. Then the thread gives its tasks back without
 * committing anything, and whoever has them next begins where they did.
 */
final class RegistryPatience {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Instance instance;
    private final Duration patience;

    /**
     * Waits for a while.
     *
     * @param instance is asked whether it is to stop
     * @param patience shorter than a consumer may take between two polls
     */
    RegistryPatience(Instance instance, Duration patience) {
        this.instance = instance;
        this.patience = patience;
    }

    /**
     * What the question answers, once the registry does.
     *
     * @throws TaskMigratedException when it stays away longer than the patience, or the instance is to stop: it makes
     *     Kafka Streams abort the transaction and join the group anew, which takes a rebalance; a thread that dies and
     *     is replaced would be awaited by the group for its whole session
     */
    <T> T ask(Supplier<T> question) {
        return ask(question, System.nanoTime());
    }

    /** The same where the time a consumer has from poll to poll has been running since an instant of {@code nanoTime}. */
    <T> T ask(Supplier<T> question, long since) {
        try {
            return question.get();
        } catch (RegistryUnavailableException away) {
            instance.waitsForRegistry();
            try {
                return askAgain(question, away, since);
            } finally {
                instance.waitsNoLonger();
            }
        }
    }

    private <T> T askAgain(Supplier<T> question, RegistryUnavailableException first, long since) {
        RegistryUnavailableException away = first;
        long deadline = since + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (!instance.stopping()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                LOG.warn("action=rejoin-group waited_s={} reason=\"{}\"", patience.toSeconds(), away.getMessage());
                throw new TaskMigratedException("the schema registry has been away for " + patience, away);
            }
            LOG.warn("action=wait-for-registry retry_ms={} reason=\"{}\"", pause.toMillis(), away.getMessage());
            rest(shorter(pause, left));
            try {
                T answer = question.get();
                LOG.info("action=registry-is-back");
                return answer;
            } catch (RegistryUnavailableException still) {
                away = still;
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
        LOG.info("action=stop-waiting-for-registry effect=\"nothing is committed, the record will be read again\"");
        throw new TaskMigratedException("stopped while waiting for the schema registry", away);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void rest(Duration pause) {
        try {
            instance.pause(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TaskMigratedException("interrupted while waiting for the schema registry", stopped);
        }
    }
}
