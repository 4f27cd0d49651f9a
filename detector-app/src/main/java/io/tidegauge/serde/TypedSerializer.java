package io.tidegauge.serde;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one of our types. Throws {@link RegistryUnavailableException} when the registry cannot be asked and
 * {@link SerializationException} when the value or its schema is refused. Closing it is left to the wire, which shares
 * its writer.
 */
final class TypedSerializer<T> implements Serializer<T> {

    private final AvroWriter writer;
    private final RecordCodec<T> codec;

    TypedSerializer(AvroWriter writer, RecordCodec<T> codec) {
        this.writer = writer;
        this.codec = codec;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        return serialize(topic, null, value);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Headers headers, @Nullable T value) {
        if (value == null) {
            return null;
        }
        GenericRecord record = codec.toRecord(value);
        try {
            return writer.write(topic, headers, record);
        } catch (KafkaException | RegistryUnavailableException e) {
            throw explain(topic, e);
        }
    }

    private RuntimeException explain(String topic, RuntimeException failure) {
        String what = "cannot write a " + codec.schema().getName() + " for topic " + topic + ": ";
        return ReadFailure.of(failure) == ReadFailure.REGISTRY
                ? new RegistryUnavailableException(what + failure.getMessage(), failure)
                : new SerializationException(what + failure.getMessage(), failure);
    }
}
