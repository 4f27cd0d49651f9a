package io.tidegauge.topology;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's consumer, but that a poll brings what it has of an event topic's partition in few records, an {@link EventBatch} each.
 * Positions, offsets and everything else are the consumer's own.
 *
 * <p>Kafka Streams commits the offset of the first record it has not processed, or, where all are, the position that the
 * poll reported: a batch has its first event's offset and is processed whole, so both are right.
 */
final class BatchingConsumer {

    private final Consumer<byte[], Object> consumer;
    private final Predicate<String> isEventTopic;

    private BatchingConsumer(Consumer<byte[], Object> consumer, Predicate<String> isEventTopic) {
        this.consumer = consumer;
        this.isEventTopic = isEventTopic;
    }

    /** A consumer with these properties. */
    static Consumer<byte[], byte[]> create(Map<String, Object> properties, Predicate<String> isEventTopic) {
        return of(new KafkaConsumer<>(properties, new ByteArrayDeserializer(), inPlace(isEventTopic)), isEventTopic);
    }

    /** What the given consumer brings, events batched; those must be byte buffers, all else byte arrays. */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> of(Consumer<byte[], Object> consumer, Predicate<String> isEventTopic) {
        BatchingConsumer batching = new BatchingConsumer(consumer, isEventTopic);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> batching.invoke(method, arguments));
    }

    /** Events stay where they were fetched to. */
    private static Deserializer<Object> inPlace(Predicate<String> isEventTopic) {
        return new Deserializer<>() {
            private @Nullable String last;
            private boolean lastHasEvents;

            @Override
            public Object deserialize(String topic, byte[] bytes) {
                return bytes;
            }

            @Override
            public @Nullable Object deserialize(String topic, Headers headers, ByteBuffer bytes) {
                return hasEvents(topic) ? bytes : Utils.toNullableArray(bytes);
            }

            /** Records come in runs of one topic, and matching a pattern takes longer than reading an event. */
            private boolean hasEvents(String topic) {
                if (!topic.equals(last)) {
                    last = topic;
                    lastHasEvents = isEventTopic.test(topic);
                }
                return lastHasEvents;
            }
        };
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        Object answer;
        try {
            answer = method.invoke(consumer, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
        return answer instanceof ConsumerRecords<?, ?> polled ? batched(polled) : answer;
    }

    @SuppressWarnings("unchecked") // values of event topics are byte buffers, all others byte arrays
    private ConsumerRecords<?, ?> batched(ConsumerRecords<?, ?> polled) {
        if (polled.partitions().stream().map(TopicPartition::topic).noneMatch(isEventTopic)) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<?> of = polled.records(partition);
            records.put(
                    partition,
                    isEventTopic.test(partition.topic())
                            ? EventBatch.carriers(partition, (List<ConsumerRecord<byte[], ByteBuffer>>) of)
                            : (List<ConsumerRecord<byte[], byte[]>>) of);
        }
        return new ConsumerRecords<>(records, polled.nextOffsets());
    }
}
