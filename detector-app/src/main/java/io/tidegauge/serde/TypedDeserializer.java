package io.tidegauge.serde;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of our types; a null value gives null. Throws {@link RegistryUnavailableException} when the registry cannot
 * be asked and {@link SerializationException} when the value can never be read.
 */
final class TypedDeserializer<T> implements Deserializer<T> {

    private final AvroReader reader;
    private final RecordCodec<T> codec;

    TypedDeserializer(AvroReader reader, RecordCodec<T> codec) {
        this.reader = reader;
        this.codec = codec;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        return deserialize(topic, null, value);
    }

    @Override
    public @Nullable T deserialize(String topic, @Nullable Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            Object datum = reader.read(topic, headers, value, codec.readingSchema());
            if (datum instanceof GenericRecord record) {
                return codec.fromRecord(record);
            }
            throw new SerializationException("the value holds no record");
        } catch (RuntimeException e) {
            throw explain(topic, e);
        }
    }

    private RuntimeException explain(String topic, RuntimeException failure) {
        String what = "cannot read a " + codec.schema().getName() + " of topic " + topic + ": ";
        return ReadFailure.of(failure) == ReadFailure.REGISTRY
                ? new RegistryUnavailableException(what + failure.getMessage(), failure)
                : new SerializationException(what + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        reader.close();
    }
}
