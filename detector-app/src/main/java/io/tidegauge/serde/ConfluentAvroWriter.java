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
 * a wrong configuration and lose the cause: then the registry is asked again, by ourselves. Others take an answer without
 * an id for one, keep it, and would write what nobody can read: then it is made anew.
 */
final class ConfluentAvroWriter implements AvroWriter {

    private final Map<String, String> properties;
    private final RegistryProbe probe;
    private volatile Serializer<Object> serializer;

    ConfluentAvroWriter(Map<String, String> properties, RegistryProbe probe) {
        this.properties = properties;
        this.probe = probe;
        this.serializer = made(properties);
    }

    private static Serializer<Object> made(Map<String, String> properties) {
        Serializer<Object> serializer = ConfluentClasses.newSerializer();
        serializer.configure(properties, false);
        return serializer;
    }

    @Override
    public byte[] write(String topic, @Nullable Headers headers, GenericRecord record) {
        Headers given = headers == null ? new RecordHeaders() : headers;
        byte[] value = serialize(topic, given, record);
        if (WireFormat.isNumbered(given, value) && WireFormat.schemaId(value) < 1) {
            // Not closed: another thread may be writing with it.
            serializer = made(properties);
            throw new RegistryUnavailableException("not a schema registry: it answered without an id");
        }
        return value;
    }

    private byte[] serialize(String topic, Headers headers, GenericRecord record) {
        try {
            return serializer.serialize(topic, headers, record);
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
