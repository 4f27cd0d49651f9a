package io.tidegauge.benchmarks.capacity;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Counts the windows that the reports tell of, as a consumer sees them that reads what is committed. */
final class ClosedWindows implements AutoCloseable {

    /** The end of the key of a window's summary. */
    private static final String SUMMARY = "/*";

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private long windows;
    private long reports;
    private long bytes;

    ClosedWindows(Site site) {
        Map<String, Object> properties = new HashMap<>(site.client());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        String topic = site.config().topics().reports();
        partitions = IntStream.range(0, Plan.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes in what has come, and waits a moment for it. */
    void look() {
        for (ConsumerRecord<String, byte[]> report : consumer.poll(Duration.ofMillis(100))) {
            reports++;
            bytes += report.serializedKeySize() + report.serializedValueSize();
            if (report.key().endsWith(SUMMARY)) {
                windows++;
            }
        }
    }

    /** Takes in all that is committed by now. */
    void lookUpToNow() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            look();
        }
    }

    long windows() {
        return windows;
    }

    long reports() {
        return reports;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
