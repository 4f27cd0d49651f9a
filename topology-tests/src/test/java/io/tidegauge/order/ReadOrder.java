package io.tidegauge.order;

import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Watches which partitions of a queued topic an application has read when, by what it has committed. */
final class ReadOrder {

    private final TestCluster cluster;
    private final String application;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final TopicPartition last;
    private long readOfLast = -1;
    private long firstCommitNanos;
    private long othersReadNanos;
    private long allReadNanos;

    ReadOrder(TestCluster cluster, DetectorConfig config, int last) throws Exception {
        this.cluster = cluster;
        this.application = config.applicationId();
        String topic = config.topics().events().get(0);
        this.last = new TopicPartition(topic, last);
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        int partitions = cluster.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .size();
        for (int i = 0; i < partitions; i++) {
            asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        cluster.admin()
                .listOffsets(asked)
                .all()
                .get(30, TimeUnit.SECONDS)
                .forEach((part, end) -> ends.put(part, end.offset()));
    }

    /** Looks at what has been committed by now. */
    void look() {
        if (allReadNanos > 0) {
            return;
        }
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        committed().forEach((part, offset) -> left.merge(part, -offset, Long::sum));
        long now = System.nanoTime();
        if (firstCommitNanos == 0 && !left.equals(ends)) {
            firstCommitNanos = now;
        }
        long ofLast = left.remove(last);
        boolean others = left.values().stream().allMatch(records -> records <= 0);
        if (others && readOfLast < 0) {
            readOfLast = ends.get(last) - ofLast;
            othersReadNanos = now;
        }
        if (others && ofLast <= 0) {
            allReadNanos = now;
        }
    }

    /** Records of the last partition that had been read when all others' had been. */
    long readOfLast() {
        return readOfLast;
    }

    private Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> committed = new HashMap<>();
        try {
            cluster.admin()
                    .listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((part, offset) -> {
                        if (ends.containsKey(part) && offset != null) {
                            committed.put(part, offset.offset());
                        }
                    });
        } catch (Exception failed) {
            throw new IllegalStateException("offsets of " + application, failed);
        }
        return committed;
    }

    @Override
    public String toString() {
        long records = ends.values().stream().mapToLong(Long::longValue).sum();
        return "%d records, the others read after %d ms (%d of %d of the last), all after %d ms, told after %d ms"
                .formatted(
                        records,
                        millis(othersReadNanos),
                        readOfLast,
                        ends.get(last),
                        millis(allReadNanos),
                        millis(System.nanoTime()));
    }

    private long millis(long nanos) {
        return (nanos - firstCommitNanos) / 1_000_000;
    }
}
