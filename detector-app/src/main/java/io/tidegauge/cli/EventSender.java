package io.tidegauge.cli;

import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends inference events, keyed by their ids and stamped with the wall clock. */
final class EventSender implements AutoCloseable {

    private final String topic;
    private final AvroWire wire;
    private final Producer<String, InferenceEvent> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Opens a sender to an existing topic. */
    EventSender(Connection connection, String topic) {
        this.topic = topic;
        connection.partitions(topic);
        wire = AvroWire.open(connection.registry(), true);
        producer = new KafkaProducer<>(connection.producer(), new StringSerializer(), wire.events());
    }

    /**
     * Sends an event, without waiting for the answer.
     *
     * @throws IllegalStateException when an event sent before was not accepted
     */
    void send(InferenceEvent event) {
        throwFailure();
        var unused = producer.send(new ProducerRecord<>(topic, event.eventId(), event), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Waits until every event has been accepted. */
    void flush() {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close();
        wire.close();
    }

    private void throwFailure() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException(
                    "topic '" + topic + "' did not accept an event: " + first.getMessage(), first);
        }
    }
}
