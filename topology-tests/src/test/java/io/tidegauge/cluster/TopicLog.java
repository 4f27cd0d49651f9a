package io.tidegauge.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;

/** What has been committed to a topic so far, from its beginning: transactions that were aborted are not seen. */
public final class TopicLog<V> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], V> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<byte[], V>> records = new ArrayList<>();

    TopicLog(String bootstrapServers, String topic, Deserializer<V> reader) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        16 * 1024 * 1024,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                reader);
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The records read so far. */
    public List<ConsumerRecord<byte[], V>> records() {
        return records;
    }

    /** The values read so far, without those of tombstones. */
    public List<V> values() {
        return records.stream()
                .map(ConsumerRecord::value)
                .filter(value -> value != null)
                .toList();
    }

    /** Takes the values read so far, without those of tombstones: for a topic of which no heap would hold all. */
    public List<V> take() {
        List<V> values = values();
        records.clear();
        return values;
    }

    /** Reads on until the condition holds. */
    public void until(Duration atMost, Supplier<String> what, Supplier<Boolean> condition) {
        Awaitility.await(what.get())
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(atMost)
                .until(() -> {
                    read();
                    return condition.get();
                });
    }

    /** Reads on until the condition holds or the time is over; for a test that then says itself what is missing. */
    public void untilOr(Duration atMost, Supplier<Boolean> condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        do {
            read();
        } while (!condition.get() && System.nanoTime() < deadline);
    }

    /** Reads all that is committed by now. */
    public void toEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        until(
                Duration.ofSeconds(30),
                () -> "end of " + partitions,
                () -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    private void read() {
        consumer.poll(POLL).forEach(records::add);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
