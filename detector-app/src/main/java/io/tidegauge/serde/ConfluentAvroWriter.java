package io.tidegauge.serde;

import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes with Confluent's serializer. Some of its releases report a registry that is overloaded or does not let us in as
 * a wrong configuration and lose the cause: then the registry is asked again, by ourselves.
 */
final class ConfluentAvroWriter implements AvroWriter {

    private final Serializer<Object> serializer;
    private final RegistryProbe probe;

    ConfluentAvroWriter(Map<String, String> properties, RegistryProbe probe) {
        this.probe = probe;
        serializer = ConfluentClasses.newSerializer();
        serializer.configure(properties, false);
    }

    @Override
    public byte[] write(String topic, @Nullable Headers headers, GenericRecord record) {
        try {
            return serializer.serialize(topic, headers == null ? new RecordHeaders() : headers, record);
        } catch (KafkaException e) {
            if (ReadFailure.of(e) == ReadFailure.UNCLEAR) {
                probe.requireAnswer();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        serializer.close();
    }
}
