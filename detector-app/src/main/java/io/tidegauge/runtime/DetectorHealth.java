package io.tidegauge.runtime;

import io.tidegauge.http.Health;
import io.tidegauge.http.HealthProbe;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Health by the stream threads' own states. The client's state alone would not do: it says RUNNING while its only
 * thread waits for an assignment.
 */
final class DetectorHealth implements HealthProbe {

    private final int threads;
    private final IntSupplier threadsWaitingForRegistry;
    private volatile String phase = "starting";
    private volatile @Nullable KafkaStreams streams;

    /**
     * Before anything runs.
     *
     * @param threads how many stream threads there should be
     * @param threadsWaitingForRegistry how many of them wait for the schema registry
     */
    DetectorHealth(int threads, IntSupplier threadsWaitingForRegistry) {
        this.threads = threads;
        this.threadsWaitingForRegistry = threadsWaitingForRegistry;
    }

    /** Says what is being done before there are stream threads. */
    void phase(String now) {
        phase = now;
    }

    /** From now on these threads are asked. */
    void watch(KafkaStreams running) {
        streams = running;
    }

    @Override
    public Health live() {
        KafkaStreams running = streams;
        if (running == null) {
            return Health.well(phase);
        }
        KafkaStreams.State state = running.state();
        return switch (state) {
            case ERROR, PENDING_ERROR, NOT_RUNNING -> Health.ill("Kafka Streams is " + state);
            case CREATED, PENDING_SHUTDOWN -> Health.well("Kafka Streams is " + state);
            case RUNNING, REBALANCING ->
                running.metadataForLocalThreads().isEmpty()
                        ? Health.ill("no stream thread is alive")
                        : Health.well("Kafka Streams is " + state);
        };
    }

    @Override
    public Health ready() {
        KafkaStreams running = streams;
        if (running == null) {
            return Health.ill(phase);
        }
        int waitingThreads = threadsWaitingForRegistry.getAsInt();
        if (waitingThreads > 0) {
            return Health.ill(
                    "waiting for the schema registry, " + waitingThreads + " of " + threads + " stream threads");
        }
        if (running.state() != KafkaStreams.State.RUNNING) {
            return Health.ill("Kafka Streams is " + running.state());
        }
        Set<ThreadMetadata> alive = running.metadataForLocalThreads();
        if (alive.size() < threads) {
            return Health.ill(alive.size() + " of " + threads + " stream threads are alive");
        }
        List<String> waiting = alive.stream()
                .filter(thread -> !thread.threadState().equals("RUNNING"))
                .map(thread -> thread.threadName() + " is " + thread.threadState())
                .sorted()
                .toList();
        if (!waiting.isEmpty()) {
            return Health.ill(String.join(", ", waiting));
        }
        int tasks = alive.stream()
                .mapToInt(thread ->
                        thread.activeTasks().size() + thread.standbyTasks().size())
                .sum();
        // A thread runs once it has been assigned what there is for it: with more threads than tasks that is nothing.
        return tasks == 0
                ? Health.well("standing by: there is no task for this instance")
                : Health.well("running " + tasks + " tasks on " + alive.size() + " threads");
    }
}
