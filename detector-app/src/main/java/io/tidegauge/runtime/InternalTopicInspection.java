package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.topology.InternalTopics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/** Looks at the topics that Kafka Streams made for this application in an earlier life. */
final class InternalTopicInspection {

    private static final String BEGIN_ANEW = "begin anew: stop every instance and delete the group's offsets"
            + " (kafka-streams-application-reset), or choose another application-id";

    private final DetectorConfig config;
    private final AdminQueries cluster;

    InternalTopicInspection(DetectorConfig config, AdminQueries cluster) {
        this.config = config;
        this.cluster = cluster;
    }

    /**
     * Adds what is wrong.
     *
     * @param existing every topic of the cluster
     * @param started whether the group has committed offsets
     */
    void add(Set<String> existing, boolean started, List<Finding> findings) {
        SortedSet<String> expected = InternalTopics.of(config);
        SortedSet<String> there = new TreeSet<>(expected);
        there.retainAll(existing);
        SortedSet<String> gone = new TreeSet<>(expected);
        gone.removeAll(existing);
        gone.removeAll(InternalTopics.later(config));
        if (started && !gone.isEmpty()) {
            findings.add(new Finding(
                    Weight.FATAL,
                    "group " + config.applicationId(),
                    "has committed offsets, but its internal topics are gone: " + String.join(", ", gone)
                            + ". To go on would lose the open windows and alert states without a word",
                    "restore the topics, or " + BEGIN_ANEW));
        }
        there.forEach(topic -> {
            partitions(topic, findings);
            policy(topic, findings);
        });
        if (started && gone.isEmpty()) {
            emptied(there, findings);
        }
    }

    /** A changelog that forgets what has not changed for a while, or a repartition topic that forgets what was not read. */
    private void policy(String topic, List<Finding> findings) {
        boolean changelog = topic.endsWith("-changelog");
        try {
            Config settings = cluster.settings(topic);
            String cleanup = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            String wanted = changelog ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
            if (!cleanup.equals(wanted)) {
                findings.add(forgets(topic, TopicConfig.CLEANUP_POLICY_CONFIG, cleanup, wanted));
            }
            String retention = settings.get(TopicConfig.RETENTION_MS_CONFIG).value();
            if (!changelog && Long.parseLong(retention) >= 0) {
                findings.add(forgets(topic, TopicConfig.RETENTION_MS_CONFIG, retention, "-1"));
            }
        } catch (AuthorizationException forbidden) {
            findings.add(new Finding(
                    Weight.ADVICE,
                    "topic " + topic,
                    "its settings may not be read",
                    "allow DESCRIBE_CONFIGS on it to have its policy checked"));
        }
    }

    private static Finding forgets(String topic, String setting, String found, String wanted) {
        return new Finding(
                Weight.FATAL,
                "topic " + topic,
                setting + " is " + found + ", not " + wanted + ": it would lose state without a word",
                "set " + setting + "=" + wanted);
    }

    /**
     * Topics that are there, but not with what the group has put into them: deleted and made anew, or cut short. With a
     * topic the brokers delete what was committed of it, so that the offsets of another one must tell.
     */
    private void emptied(Set<String> there, List<Finding> findings) {
        Map<TopicPartition, Long> committed = cluster.committed(config.applicationId());
        Map<TopicPartition, Long> ends = cluster.ends(cluster.partitions(there));
        SortedSet<String> emptied = new TreeSet<>();
        boolean events = committed.keySet().stream()
                .anyMatch(part -> !there.contains(part.topic())
                        && !part.topic().equals(config.topics().baselines()));
        String partials = InternalTopics.partials(config);
        if (events && ends.entrySet().stream().noneMatch(end -> isOf(partials, end) && end.getValue() > 0)) {
            emptied.add(partials);
        }
        committed.forEach((part, offset) -> {
            if (offset > ends.getOrDefault(part, Long.MAX_VALUE)) {
                emptied.add(part.topic());
            }
            TopicPartition state = new TopicPartition(InternalTopics.progress(config), part.partition());
            if (part.topic().equals(partials) && ends.getOrDefault(state, 1L) == 0) {
                emptied.add(state.topic());
            }
        });
        emptied.forEach(topic -> findings.add(new Finding(
                Weight.FATAL,
                "topic " + topic,
                "was deleted and made anew, or has lost its end: what the group has written to it is not there",
                BEGIN_ANEW)));
    }

    private static boolean isOf(String topic, Map.Entry<TopicPartition, Long> end) {
        return end.getKey().topic().equals(topic);
    }

    private void partitions(String topic, List<Finding> findings) {
        int found = cluster.partitions(Set.of(topic)).size();
        int wanted = config.state().internalPartitions();
        if (found != wanted) {
            findings.add(new Finding(
                    Weight.FATAL,
                    "topic " + topic,
                    "has " + found + " partitions, but state.internal-partitions is " + wanted,
                    "set state.internal-partitions to " + found
                            + ": it cannot change in an application's life; another number needs another"
                            + " application-id"));
        }
    }
}
