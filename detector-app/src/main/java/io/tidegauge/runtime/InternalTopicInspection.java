package io.tidegauge.runtime;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.topology.InternalTopics;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks at the topics that Kafka Streams made for this application in an earlier life. */
final class InternalTopicInspection {

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
        if (started && !gone.isEmpty()) {
            findings.add(new Finding(
                    Weight.FATAL,
                    "group " + config.applicationId(),
                    "has committed offsets, but its internal topics are gone: " + String.join(", ", gone)
                            + ". To go on would lose the open windows and alert states without a word",
                    "restore the topics, or begin anew: stop every instance and delete the group's offsets"
                            + " (kafka-streams-application-reset), or choose another application-id"));
        }
        there.forEach(topic -> partitions(topic, findings));
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
