package io.tidegauge.topology;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Events of one partition that Kafka Streams takes as one record. What it does for each record (metrics, contexts, queues)
 * costs more than counting an event, so {@link BatchingConsumer} hands it all that one poll brought of a partition at once.
 * The events lie where they were fetched to and are not copied. A consumer that is not ours brings a record at a time.
 */
final class EventBatch {

    /** What one poll brought, or null where this is a single record. */
    private final @Nullable List<ConsumerRecord<byte[], ByteBuffer>> polled;

    private final @Nullable ByteBuffer single;

    private EventBatch(@Nullable List<ConsumerRecord<byte[], ByteBuffer>> polled, @Nullable ByteBuffer single) {
        this.polled = polled;
        this.single = single;
    }

    /** The record that stands for all these of one partition: it has the first one's offset, since it begins there. */
    static ConsumerRecord<byte[], byte[]> carrier(
            TopicPartition partition, List<ConsumerRecord<byte[], ByteBuffer>> polled) {
        ConsumerRecord<byte[], ByteBuffer> first = polled.get(0);
        int bytes = 0;
        for (ConsumerRecord<byte[], ByteBuffer> event : polled) {
            bytes += Math.max(0, event.serializedValueSize());
        }
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                first.offset(),
                polled.get(polled.size() - 1).timestamp(),
                first.timestampType(),
                0,
                bytes,
                null,
                null,
                new Carried(polled),
                first.leaderEpoch());
    }

    /** Reads what a carrier carries, and a record of any other consumer as a batch of one. */
    static Deserializer<EventBatch> deserializer() {
        return new Deserializer<>() {
            @Override
            public EventBatch deserialize(String topic, byte[] bytes) {
                return new EventBatch(null, bytes == null ? null : ByteBuffer.wrap(bytes));
            }

            @Override
            public EventBatch deserialize(String topic, Headers headers, byte[] bytes) {
                return headers instanceof Carried carried
                        ? new EventBatch(carried.polled, null)
                        : deserialize(topic, bytes);
            }
        };
    }

    /**
     * The events, in the order of their offsets.
     *
     * @param record the record whose value this is
     * @param from where Kafka Streams says it is from
     */
    List<ConsumerRecord<byte[], ByteBuffer>> events(FixedKeyRecord<RawKey, EventBatch> record, RecordMetadata from) {
        return polled != null
                ? polled
                : List.of(new ConsumerRecord<>(
                        from.topic(),
                        from.partition(),
                        from.offset(),
                        record.timestamp(),
                        TimestampType.CREATE_TIME,
                        ConsumerRecord.NULL_SIZE,
                        ConsumerRecord.NULL_SIZE,
                        record.key().bytes(),
                        single,
                        record.headers(),
                        Optional.empty()));
    }

    /** Headers are the one thing that reaches a deserializer as the object it is. */
    private static final class Carried extends RecordHeaders {
        private final transient List<ConsumerRecord<byte[], ByteBuffer>> polled;

        Carried(List<ConsumerRecord<byte[], ByteBuffer>> polled) {
            this.polled = polled;
        }
    }
}
