package io.tidegauge.order;

import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.TopicSettings;
import io.tidegauge.event.InferenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Writes a stream to an application's topics, the key of every record its model, and keeps what was not acknowledged. */
final class StreamWriter implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<BaselineRecord> baselines;
    private final Serializer<InferenceEvent> events;
    private final TopicSettings topics;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    StreamWriter(TestCluster cluster, TopicSettings topics) {
        this.producer = cluster.producer();
        this.baselines = cluster.wire().baselines();
        this.events = cluster.wire().events();
        this.topics = topics;
    }

    void write(List<BaselineSet> sets) {
        for (BaselineSet set : sets) {
            List<BaselineRecord> records = new ArrayList<>(set.features().values());
            records.add(set.manifest());
            for (BaselineRecord record : records) {
                byte[] value = baselines.serialize(topics.baselines(), record);
                send(new ProducerRecord<>(topics.baselines(), bytes(record.key()), value));
            }
        }
        flush();
    }

    /** Writes an event, with so many bytes beside it that nobody reads. */
    void write(Placed one, int padding) {
        String topic = topics.events().get(0);
        byte[] value = events.serialize(topic, one.event());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, one.partition(), bytes(one.event().model()), value);
        if (padding > 0) {
            record.headers().add("padding", new byte[padding]);
        }
        send(record);
    }

    /** Writes events in their order, and returns when all are acknowledged. */
    void write(Iterable<Placed> placed) {
        placed.forEach(one -> write(one, 0));
        flush();
    }

    void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("a record was not acknowledged", failed);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                failure.set(failed);
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
