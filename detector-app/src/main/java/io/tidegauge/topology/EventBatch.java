package io.tidegauge.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
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
 * costs more than counting an event, so {@link BatchingConsumer} hands it many that one poll brought of a partition at
 * once. The events lie where they were fetched to and are not copied. A consumer that is not ours brings a record at a time.
 */
final class EventBatch {

    /**
     * Events in one batch at most: enough that what a record costs is nothing for each, and few enough that Kafka Streams
     * can poll, pause and commit in time however long some of them take.
     */
    static final int MOST = 250;

    /** What holds the events that came together, or null where this is a single record. */
    private final @Nullable Carried carried;

    private final @Nullable ByteBuffer single;

    private EventBatch(@Nullable Carried carried, @Nullable ByteBuffer single) {
        this.carried = carried;
        this.single = single;
    }

    /** The records that stand for all these of one partition, in their order. */
    static List<ConsumerRecord<byte[], byte[]>> carriers(
            TopicPartition partition, List<ConsumerRecord<byte[], ByteBuffer>> polled) {
        List<ConsumerRecord<byte[], byte[]>> carriers = new ArrayList<>(polled.size() / MOST + 1);
        for (int from = 0; from < polled.size(); from += MOST) {
            carriers.add(carrier(partition, polled.subList(from, Math.min(from + MOST, polled.size()))));
        }
        return carriers;
    }

    /** It has the first one's offset, since it begins there. */
    private static ConsumerRecord<byte[], byte[]> carrier(
            TopicPartition partition, List<ConsumerRecord<byte[], ByteBuffer>> events) {
        ConsumerRecord<byte[], ByteBuffer> first = events.get(0);
        int keys = 0;
        int values = 0;
        for (ConsumerRecord<byte[], ByteBuffer> event : events) {
            keys += Math.max(0, event.serializedKeySize());
            values += Math.max(0, event.serializedValueSize());
        }
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                first.offset(),
                events.get(events.size() - 1).timestamp(),
                first.timestampType(),
                keys,
                values,
                null,
                null,
                new Carried(events),
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
                return headers instanceof Carried carried ? new EventBatch(carried, null) : deserialize(topic, bytes);
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
        return carried != null
                ? carried.events
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

    /** Lets go of the events: Kafka Streams holds a task's last record until the next one, which may be long in coming. */
    void release() {
        if (carried != null) {
            carried.events = List.of();
        }
    }

    /** Headers are the one thing that reaches a deserializer as the object it is. */
    private static final class Carried extends RecordHeaders {
        private transient List<ConsumerRecord<byte[], ByteBuffer>> events;

        Carried(List<ConsumerRecord<byte[], ByteBuffer>> events) {
            this.events = events;
        }
    }
}
