package io.tidegauge.benchmarks;

import io.tidegauge.config.RegistrySettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.AvroWire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads one topic of 20-feature events by turns: with a plain consumer that decodes each record with Avro's
 * GenericDatumReader, and with the whole detector on one thread, exactly-once. Prints events per second of each round and
 * the median of the ratios. Arguments: events (default 1,000,000), rounds (default 3).
 */
public final class EndToEnd {

    static final String TOPIC = "inference-events";
    private static final int PARTITIONS = 4;
    private static final int FEATURES = 20;

    /** Ten minutes of event time in the topic, two windows of the default length. */
    private static final long SPAN_MS = 600_000;

    private EndToEnd() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (Services services = Services.start()) {
            publish(services, events);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                double decode = new DecodeYardstick(services).eventsPerSecond(events);
                double detector = new DetectorYardstick(services, round).eventsPerSecond(events);
                boolean warmUp = round == 0;
                if (!warmUp) {
                    ratios.add(detector / decode);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-8s  consumer + GenericDatumReader %,9.0f events/s   tidegauge %,9.0f events/s   ratio %.2f%n",
                        warmUp ? "warm-up" : "round " + round,
                        decode,
                        detector,
                        detector / decode);
            }
            double[] sorted =
                    ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT, "median ratio %.2f of %s%n", sorted[sorted.length / 2], Arrays.toString(sorted));
        }
    }

    private static void publish(Services services, int events) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", services.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        RegistrySettings registry =
                new RegistrySettings(services.registryUrl(), RegistrySettings.Serde.BUILTIN, Map.of());
        Workload workload = new Workload(FEATURES);
        long start = System.currentTimeMillis() - 2 * SPAN_MS;
        try (AvroWire wire = AvroWire.open(registry, true);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            Serializer<InferenceEvent> serializer = wire.events();
            for (int i = 0; i < events; i++) {
                long time = start + SPAN_MS * i / events;
                byte[] value = serializer.serialize(TOPIC, workload.event(i, time));
                producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, value));
                if (i % 100_000 == 0) {
                    System.err.printf(Locale.ROOT, "published %,d of %,d%n", i, events);
                }
            }
        }
    }
}
