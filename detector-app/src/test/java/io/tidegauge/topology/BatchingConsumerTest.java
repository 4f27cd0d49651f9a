package io.tidegauge.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka Streams commits by the offsets of what it is handed: a batch must neither hide nor repeat an event. */
class BatchingConsumerTest {

    private static final TopicPartition EVENTS = new TopicPartition("events", 1);
    private static final TopicPartition OTHERS = new TopicPartition("partials", 1);

    private final MockConsumer<byte[], Object> kafka = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private final Consumer<byte[], byte[]> batching = BatchingConsumer.of(kafka, "events"::equals);

    @BeforeEach
    void assign() {
        kafka.assign(List.of(EVENTS, OTHERS));
        kafka.updateBeginningOffsets(Map.of(EVENTS, 0L, OTHERS, 0L));
    }

    @Test
    void whatAPollBringsOfAnEventPartitionIsOneRecordThatBeginsWhereItsFirstDoes() {
        kafka.addRecord(event(3, "a"));
        kafka.addRecord(event(4, "b"));
        kafka.addRecord(event(9, "c"));

        ConsumerRecords<byte[], byte[]> polled = batching.poll(Duration.ZERO);

        assertThat(polled.records(EVENTS)).hasSize(1);
        ConsumerRecord<byte[], byte[]> carrier = polled.records(EVENTS).get(0);
        assertThat(carrier.offset())
                .as("what is committed while the batch has not been processed")
                .isEqualTo(3);
        assertThat(polled.nextOffsets().get(EVENTS).offset())
                .as("what is committed when it has been")
                .isEqualTo(10)
                .isEqualTo(batching.position(EVENTS));
        assertThat(EventBatch.deserializer()
                        .deserialize("events", carrier.headers(), carrier.value())
                        .events(null, null))
                .extracting(
                        ConsumerRecord::offset,
                        event -> UTF_8.decode(event.value()).toString())
                .containsExactly(tuple(3, "a"), tuple(4, "b"), tuple(9, "c"));
    }

    @Test
    void manyEventsComeInSeveralBatchesThatFollowEachOther() {
        for (int i = 0; i < 600; i++) {
            kafka.addRecord(event(2L * i, "e" + i));
        }
        List<ConsumerRecord<byte[], byte[]>> carriers =
                batching.poll(Duration.ZERO).records(EVENTS);
        List<Long> offsets = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> carrier : carriers) {
            List<ConsumerRecord<byte[], ByteBuffer>> events = EventBatch.deserializer()
                    .deserialize("events", carrier.headers(), carrier.value())
                    .events(null, null);
            assertThat(carrier.offset()).isEqualTo(events.get(0).offset());
            events.forEach(event -> offsets.add(event.offset()));
        }
        assertThat(carriers).hasSize(3);
        assertThat(offsets)
                .isEqualTo(LongStream.range(0, 600).map(i -> 2 * i).boxed().toList());
    }

    @Test
    void whatHasBeenReleasedIsHeldByNobody() {
        kafka.addRecord(event(0, "a"));
        ConsumerRecord<byte[], byte[]> carrier =
                batching.poll(Duration.ZERO).records(EVENTS).get(0);
        EventBatch batch = EventBatch.deserializer().deserialize("events", carrier.headers(), carrier.value());
        assertThat(batch.events(null, null)).hasSize(1);

        batch.release();

        assertThat(batch.events(null, null)).isEmpty();
    }

    @Test
    void otherTopicsComeRecordByRecord() {
        kafka.addRecord(event(0, "a"));
        kafka.addRecord(event(1, "b"));
        kafka.addRecord(new ConsumerRecord<>("partials", 1, 0, null, "x".getBytes(UTF_8)));
        kafka.addRecord(new ConsumerRecord<>("partials", 1, 1, null, "y".getBytes(UTF_8)));

        ConsumerRecords<byte[], byte[]> polled = batching.poll(Duration.ZERO);

        assertThat(polled.records(EVENTS)).hasSize(1);
        assertThat(polled.records(OTHERS))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("x", "y");
        assertThat(polled.nextOffsets()).containsOnlyKeys(EVENTS, OTHERS);
        assertThat(batching.poll(Duration.ZERO).isEmpty()).isTrue();
    }

    @Test
    void anEventWithoutAValueStaysOne() {
        kafka.addRecord(new ConsumerRecord<>("events", 1, 0, null, null));

        ConsumerRecord<byte[], byte[]> carrier =
                batching.poll(Duration.ZERO).records(EVENTS).get(0);

        assertThat(EventBatch.deserializer()
                        .deserialize("events", carrier.headers(), carrier.value())
                        .events(null, null))
                .singleElement()
                .extracting(ConsumerRecord::value)
                .isNull();
    }

    @Test
    void whatTheConsumerThrowsArrivesAsItIs() {
        kafka.wakeup();
        assertThatThrownBy(() -> batching.poll(Duration.ZERO)).isInstanceOf(WakeupException.class);
        kafka.setPollException(new KafkaException("broken"));
        assertThatThrownBy(() -> batching.poll(Duration.ZERO))
                .isInstanceOf(KafkaException.class)
                .hasMessage("broken");
    }

    private static org.assertj.core.groups.Tuple tuple(long offset, String value) {
        return org.assertj.core.api.Assertions.tuple(offset, value);
    }

    private static ConsumerRecord<byte[], Object> event(long offset, String value) {
        return new ConsumerRecord<>("events", 1, offset, null, ByteBuffer.wrap(value.getBytes(UTF_8)));
    }
}
