package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.topology.InternalTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the internal topics stay the ones they are while the detector runs. Kafka Streams makes a missing one
 * anew at its next rebalance, empty and without a word, and the state that was in it would be gone.
 */
final class InternalTopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InternalTopicWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<String> topics;
    private final AdminQueries cluster;
    private final Consumer<String> onLoss;
    private final Map<String, Uuid> seen = new HashMap<>();
    private final Set<String> missed = new TreeSet<>();
    private final ScheduledExecutorService looker;

    private InternalTopicWatch(DetectorConfig config, Admin admin, Consumer<String> onLoss) {
        this.topics = InternalTopics.of(config);
        this.cluster = new AdminQueries(admin, PATIENCE);
        this.onLoss = onLoss;
        this.looker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, config.applicationId() + "-internal-topics");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Looks every two seconds until closed.
     *
     * @param onLoss is told once what was lost
     */
    static InternalTopicWatch open(DetectorConfig config, Admin admin, Consumer<String> onLoss) {
        InternalTopicWatch watch = new InternalTopicWatch(config, admin, onLoss);
        watch.looker.scheduleWithFixedDelay(
                watch::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            Map<String, KafkaFuture<TopicDescription>> asked =
                    cluster.admin().describeTopics(topics).topicNameValues();
            for (String topic : topics) {
                Uuid id = id(asked, topic);
                Uuid before = seen.get(topic);
                if (before == null && id != null) {
                    seen.put(topic, id);
                } else if (before != null && !before.equals(id)) {
                    changed(topic, id != null);
                } else {
                    missed.remove(topic);
                }
            }
        } catch (KafkaException away) {
            LOG.debug("action=look-at-internal-topics reason=\"{}\"", away.toString());
        }
    }

    private @Nullable Uuid id(Map<String, KafkaFuture<TopicDescription>> asked, String topic) {
        try {
            return cluster.answer(asked, topic).topicId();
        } catch (UnknownTopicOrPartitionException absent) {
            return null;
        }
    }

    /** A broker that has just come up may not know a topic yet: one that is missing is looked for twice. */
    private void changed(String topic, boolean anew) {
        if (!anew && missed.add(topic)) {
            return;
        }
        looker.shutdown();
        onLoss.accept("internal topic " + topic + " was deleted" + (anew ? " and made anew" : "")
                + " while the application runs, and with it state that nothing else holds: stop every instance, then"
                + " restore the topic, or delete the group's offsets (kafka-streams-application-reset), or choose"
                + " another application-id");
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
