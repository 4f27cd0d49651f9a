package io.tidegauge.cli;

import io.tidegauge.serde.RegistryUnavailableException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads one topic from its beginning; what cannot be read is named on {@code err} and skipped. */
final class TopicReader<V> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final String topic;
    private final Deserializer<V> values;
    private final PrintWriter err;
    private final List<TopicPartition> partitions;
    private final Consumer<String, byte[]> consumer;

    /**
     * Opens the topic.
     *
     * @throws UsageException when the topic does not exist
     * @throws IllegalStateException when the cluster does not answer
     */
    TopicReader(Connection connection, String topic, Deserializer<V> values, PrintWriter err) {
        this.topic = topic;
        this.values = values;
        this.err = err;
        partitions = connection.partitions(topic);
        consumer = new KafkaConsumer<>(connection.consumer(), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hands over every record up to the topic's end as of now; the value is null where the record's is. */
    void readToEnd(BiConsumer<String, @Nullable V> visitor) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(visitor);
        }
    }

    /** Hands over what has come since the last call, waiting for it a moment. */
    private void poll(BiConsumer<String, @Nullable V> visitor) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            visit(record, visitor);
        }
    }

    /** Prints what comes, in the order it comes, until interrupted or until nobody reads it. */
    void follow(BiConsumer<@Nullable V, List<V>> filter, RecordPrinter<V> printer) {
        try {
            while (!printer.closed()) {
                List<V> batch = new ArrayList<>();
                poll((key, value) -> filter.accept(value, batch));
                printer.print(batch);
            }
        } catch (InterruptException e) {
            // This is how it ends; with the flag set again, closing the consumer would fail.
            Thread.interrupted();
        }
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }

    private void visit(ConsumerRecord<String, byte[]> record, BiConsumer<String, @Nullable V> visitor) {
        V value;
        try {
            value = record.value() == null ? null : values.deserialize(topic, record.headers(), record.value());
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            err.println(topic + "-" + record.partition() + "@" + record.offset() + " cannot be read and is skipped: "
                    + e.getMessage());
            return;
        }
        visitor.accept(record.key() == null ? "" : record.key(), value);
    }
}
