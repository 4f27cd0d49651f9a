package io.tidegauge.runtime;

import io.tidegauge.topology.Instance;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of Kafka Streams: remembers what killed it, and leaves cleanly. */
final class StreamsRun implements AutoCloseable {

    /** How long a clean stop may take. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);

    /** Threads that may be replaced in a span; an outage longer than they wait costs one each time they gave up. */
    private static final int REPLACEMENTS = 10;

    private static final Duration REPLACEMENT_SPAN = Duration.ofMinutes(10);

    private final KafkaStreams streams;
    private final boolean staticMember;
    private final Instance instance;
    private final CountDownLatch ended;
    private final AtomicReference<Throwable> death = new AtomicReference<>();
    private final Replacements replacements;

    /**
     * Makes it, and starts nothing yet.
     *
     * @param instance is asked whether it must not go on
     * @param ended opens when it no longer runs
     * @param onRebalance is told when tasks move
     */
    StreamsRun(
            Topology topology, Properties properties, Instance instance, CountDownLatch ended, Runnable onRebalance) {
        this.streams = new KafkaStreams(topology, properties, new SteadyTime());
        this.staticMember = properties.stringPropertyNames().stream()
                .anyMatch(name -> name.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        this.instance = instance;
        this.ended = ended;
        this.replacements = new Replacements(REPLACEMENTS, REPLACEMENT_SPAN);
        streams.setUncaughtExceptionHandler(this::onDeath);
        streams.setStateListener((now, before) -> {
            LOG.info("action=state state={} before={}", now, before);
            if (now == KafkaStreams.State.REBALANCING) {
                onRebalance.run();
            }
            if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
                ended.countDown();
            }
        });
    }

    KafkaStreams streams() {
        return streams;
    }

    void start() {
        streams.start();
    }

    /** What killed it, or null while it lives or where it was closed. */
    @Nullable
    Throwable death() {
        Throwable cause = death.get();
        if (cause == null && streams.state() == KafkaStreams.State.ERROR) {
            return new IllegalStateException("Kafka Streams is in state ERROR");
        }
        return cause;
    }

    /**
     * Commits. A static member stays in the group, as it comes back under the same name and keeps its tasks; any other
     * leaves, or its successor would wait for its session to time out. So does one that must not go on: the others are to
     * have its tasks.
     */
    @Override
    public void close() {
        boolean clean = streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(
                        staticMember && instance.expelledBecause().isEmpty()
                                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                                : CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (!clean) {
            LOG.error("action=close clean=false timeout_s={}", CLOSE_TIMEOUT.toSeconds());
            death.compareAndSet(
                    null, new IllegalStateException("did not stop within " + CLOSE_TIMEOUT.toSeconds() + " s"));
        }
        ended.countDown();
    }

    /** Empties the state directory, which is damaged; after the end only. All that was in it is in the changelogs. */
    void empty(DiskFailure damage) {
        try {
            streams.cleanUp();
            LOG.warn(
                    "action=empty-state-directory directory={} reason=\"{}\" effect=\"restored from the changelogs at the"
                            + " next start\"",
                    damage.directory(),
                    damage.reason());
        } catch (RuntimeException failed) {
            LOG.error(
                    "action=empty-state-directory directory={} result=failed remedy=\"delete it\"",
                    damage.directory(),
                    failed);
        }
    }

    /**
     * Brokers that were away are no reason to die: nothing was committed, a new thread begins where this one did.
     * Anything else ends the process, so that whoever supervises it sees the failure and restarts with a pause.
     */
    private StreamThreadExceptionResponse onDeath(Throwable failure) {
        ThreadFailure end = new ThreadFailure(failure);
        if (end.mayPass() && replacements.take(System.nanoTime())) {
            LOG.warn("action=replace-thread reason=\"{}\"", end.reason());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("action=shut-down reason=\"{}\"", end.reason(), failure);
        death.compareAndSet(null, failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
