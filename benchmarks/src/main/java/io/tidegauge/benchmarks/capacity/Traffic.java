package io.tidegauge.benchmarks.capacity;

import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Publishes events at a steady rate, by turns of every model, on a thread of its own until it is closed: also while the
 * detector is away. Event time begins at the start of a window, so long ago that it does not overtake the clock.
 */
final class Traffic implements AutoCloseable {

    private final Site site;
    private final Plan plan;
    private final long firstMs;
    private final long beganNanos = System.nanoTime();
    private final Thread thread;
    private volatile boolean over;
    private volatile long sent;
    private volatile long bytes;

    Traffic(Site site, Plan plan) {
        this.site = site;
        this.plan = plan;
        // The run takes its minutes and some more, during which event time gains on the clock.
        long gained = (long) ((plan.minutes + 10) * (plan.speed - 1) * 60_000);
        this.firstMs = (System.currentTimeMillis() - gained) / plan.windowMs() * plan.windowMs();
        this.thread = new Thread(this::publish, "traffic");
        thread.start();
    }

    private void publish() {
        String topic = site.config().topics().events().get(0);
        Fleet fleet = new Fleet(plan, new SplittableRandom(1));
        try (AvroWire wire = site.wire();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(site.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            Serializer<InferenceEvent> serializer = wire.events();
            while (!over) {
                long due = (long) (seconds() * plan.rate);
                while (sent < due && !over) {
                    int model = (int) (sent % plan.models);
                    byte[] value = serializer.serialize(topic, fleet.event(model, eventTimeMs()));
                    // So that every model's events are in every partition, whatever the counts have in common.
                    int partition = (int) ((sent + sent / plan.models) % Plan.PARTITIONS);
                    producer.send(new ProducerRecord<>(topic, partition, null, value));
                    bytes += value.length;
                    sent++;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    private double seconds() {
        return (System.nanoTime() - beganNanos) / 1e9;
    }

    /** The event time of what is sent now, milliseconds since the epoch. */
    long eventTimeMs() {
        return firstMs + (long) (seconds() * 1_000 * plan.speed);
    }

    /** Seconds on the clock until event time has come to the end of a window. */
    double secondsToWindowEnd() {
        long into = Math.floorMod(eventTimeMs(), plan.windowMs());
        return (plan.windowMs() - into) / 1_000.0 / plan.speed;
    }

    long sent() {
        return sent;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
