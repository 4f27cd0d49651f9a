package io.tidegauge.runtime;

import io.tidegauge.config.TopicSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What is asked of the cluster, each answer waited for within a bound; failures are Kafka's own exceptions. */
final class AdminQueries {

    private final Admin admin;
    private final Duration patience;

    /**
     * Asks through the client, which remains the caller's to close.
     *
     * @param patience how long one answer may take
     */
    AdminQueries(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    Admin admin() {
        return admin;
    }

    /** The event topics by name: those configured, or those that exist and match the pattern. */
    Set<String> eventTopics(TopicSettings topics) {
        if (topics.eventsPattern() == null) {
            return new TreeSet<>(topics.events());
        }
        Pattern pattern = Pattern.compile(topics.eventsPattern());
        Set<String> matching = new TreeSet<>(existing());
        matching.removeIf(name -> !pattern.matcher(name).matches());
        return matching;
    }

    /** Every topic there is, internal ones of the applications included. */
    Set<String> existing() {
        return answer(admin.listTopics().names());
    }

    /** Every partition of the topics; fails where a topic does not exist. */
    List<TopicPartition> partitions(Collection<String> topics) {
        return answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
                .toList();
    }

    /** Offsets one past the last record that a read-committed reader may see. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** Offsets of the first records. */
    Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** What the group has committed; empty for a group that does not exist. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        try {
            answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((part, offset) -> {
                        if (offset != null) {
                            committed.put(part, offset.offset());
                        }
                    });
        } catch (GroupIdNotFoundException never) {
            return new HashMap<>();
        }
        return committed;
    }

    /** A topic's settings, defaults included. */
    Config settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return answer(admin.describeConfigs(List.of(resource)).values(), resource);
    }

    /** The answer for one of the keys asked about. */
    <K, T> T answer(Map<K, KafkaFuture<T>> answers, K key) {
        return answer(Objects.requireNonNull(answers.get(key), "every key asked about has an answer"));
    }

    /**
     * The future's answer.
     *
     * @throws KafkaException what the future failed with, or a timeout
     */
    <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof KafkaException kafka) {
                throw kafka;
            }
            throw new KafkaException(failed.getCause());
        } catch (TimeoutException slow) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "no answer from the cluster within " + patience.toSeconds() + " s", slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(stopped);
        }
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(part -> asked.put(part, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((part, result) -> offsets.put(part, result.offset()));
        return offsets;
    }
}
