package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.benchmarks.Services;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Fills a topic with events of the {@link Workload}, as the built-in serde writes them. */
final class EventTopic {

    /** Ten minutes of event time in the topic, two windows of the default length. */
    private static final long SPAN_MS = Duration.ofMinutes(10).toMillis();

    private static final int TELL_EVERY = 50_000;

    private EventTopic() {}

    /**
     * A topic that is filled.
     *
     * @param spec what was asked for
     * @param values values in it that are not null
     * @param bytes of all events, as serialized
     */
    record Published(TopicSpec spec, long values, long bytes) {

        double valuesPerEvent() {
            return (double) values / spec.events();
        }
    }

    /** Makes and fills the topic. */
    static Published publish(Services services, TopicSpec spec, LongConsumer progress) throws InterruptedException {
        EmbeddedBroker.createTopics(
                services.bootstrapServers(), List.of(new NewTopic(spec.topic(), TopicSpec.PARTITIONS, (short) 1)));
        RegistrySettings registry =
                new RegistrySettings(services.registryUrl(), RegistrySettings.Serde.BUILTIN, Map.of());
        Workload workload = new Workload(spec.features(), spec.models());
        long startMs = System.currentTimeMillis() - 2 * SPAN_MS;
        long values = 0;
        long bytes = 0;
        try (AvroWire wire = AvroWire.open(registry, true);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", services.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Serializer<InferenceEvent> serializer = wire.events();
            for (long i = 0; i < spec.events(); i++) {
                InferenceEvent event = workload.event(i, startMs + SPAN_MS * i / spec.events());
                byte[] value = serializer.serialize(spec.topic(), event);
                values += values(event);
                bytes += value.length;
                producer.send(new ProducerRecord<>(spec.topic(), (int) (i % TopicSpec.PARTITIONS), null, value));
                if (i % TELL_EVERY == 0) {
                    progress.accept(i);
                }
            }
        }
        return new Published(spec, values, bytes);
    }

    private static long values(InferenceEvent event) {
        return event.features().values().stream()
                .filter(value -> !(value instanceof FeatureValue.Missing))
                .count();
    }
}
