package io.tidegauge.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A plain consumer that decodes every record with Avro's GenericDatumReader and does nothing with it. */
final class DecodeYardstick {

    private static final int WIRE_PREFIX = 5;

    private final Services services;

    DecodeYardstick(Services services) {
        this.services = services;
    }

    double eventsPerSecond(int events) throws IOException {
        try (var in = DecodeYardstick.class.getResourceAsStream("/io/tidegauge/schemas/InferenceEvent.avsc");
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", services.bootstrapServers(), "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            Schema schema = new Schema.Parser().parse(in);
            List<TopicPartition> partitions = consumer.partitionsFor(EndToEnd.TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(Collectors.toList());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer, new GenericDatumReader<>(schema), events);
        }
    }

    private static double read(
            KafkaConsumer<byte[], byte[]> consumer, GenericDatumReader<GenericRecord> reader, int events)
            throws IOException {
        BinaryDecoder decoder = null;
        int read = 0;
        long features = 0;
        Steady steady = new Steady(events);
        while (read < events) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                byte[] value = record.value();
                decoder = DecoderFactory.get().binaryDecoder(value, WIRE_PREFIX, value.length - WIRE_PREFIX, decoder);
                features += ((Map<?, ?>) read(reader, decoder).get("features")).size();
                read++;
            }
            steady.at(read);
        }
        if (features < events) {
            throw new IllegalStateException(features + " features in " + events + " events");
        }
        return steady.perSecond();
    }

    private static GenericRecord read(GenericDatumReader<GenericRecord> reader, @Nullable BinaryDecoder decoder)
            throws IOException {
        return reader.read(null, decoder);
    }
}
