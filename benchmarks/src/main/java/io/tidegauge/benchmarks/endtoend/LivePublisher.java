package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.benchmarks.Services;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Publishes events at a steady rate as they happen, until closed. */
final class LivePublisher implements AutoCloseable {

    /** What was missed for longer is not made up for: that would be another rate. */
    private static final long LONGEST_BEHIND_NANOS = 1_000_000_000;

    private final Services services;
    private final String topic;
    private final int eventsPerSecond;
    private final Source source;
    private final AtomicLong published = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** Makes the i-th event, which happens at that time. */
    interface Source {
        InferenceEvent event(long i, long timeMs);
    }

    LivePublisher(Services services, String topic, int eventsPerSecond, Source source) {
        this.services = services;
        this.topic = topic;
        this.eventsPerSecond = eventsPerSecond;
        this.source = source;
        this.thread = new Thread(this::publish, "live-publisher");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Events handed to the producer so far. */
    long published() {
        return published.get();
    }

    /** Bytes of the topic sent so far, by the producer's meter: as they go over the wire. */
    long bytes() {
        return InternalBytes.sentTo(topic);
    }

    private void publish() {
        RegistrySettings registry =
                new RegistrySettings(services.registryUrl(), RegistrySettings.Serde.BUILTIN, Map.of());
        try (AvroWire wire = AvroWire.open(registry, true);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", services.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Serializer<InferenceEvent> serializer = wire.events();
            long nanosBetween = 1_000_000_000 / eventsPerSecond;
            long due = System.nanoTime();
            for (long i = 0; !closed; i++) {
                due = Math.max(due + nanosBetween, System.nanoTime() - LONGEST_BEHIND_NANOS);
                while (System.nanoTime() < due && !closed) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                InferenceEvent event = source.event(i, System.currentTimeMillis());
                byte[] value = serializer.serialize(topic, event);
                producer.send(new ProducerRecord<>(topic, (int) (i % TopicSpec.PARTITIONS), null, value));
                published.incrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
