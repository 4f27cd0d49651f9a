package io.tidegauge.serde;

import java.util.function.IntPredicate;
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
    private final RegistryProbe registry;
    private final IntPredicate mayCome;

    /**
     * @param registry asked where a failure is unclear
     * @param mayCome whether a schema id that the registry does not know is worth a wait
     */
    TypedDeserializer(AvroReader reader, RecordCodec<T> codec, RegistryProbe registry, IntPredicate mayCome) {
        this.reader = reader;
        this.codec = codec;
        this.registry = registry;
        this.mayCome = mayCome;
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
            throw explain(topic, headers, value, e);
        }
    }

    private RuntimeException explain(String topic, @Nullable Headers headers, byte[] value, RuntimeException failure) {
        String what = "cannot read a " + codec.schema().getName() + " of topic " + topic + ": ";
        return mayPass(headers, value, failure)
                ? new RegistryUnavailableException(what + failure.getMessage(), failure)
                : new SerializationException(what + failure.getMessage(), failure);
    }

    private boolean mayPass(@Nullable Headers headers, byte[] value, RuntimeException failure) {
        return switch (ReadFailure.of(failure)) {
            case REGISTRY, REFUSED -> true;
            case UNKNOWN_SCHEMA -> WireFormat.isNumbered(headers, value) && mayCome.test(WireFormat.schemaId(value));
            case UNCLEAR -> WireFormat.isNumbered(headers, value) && !answers(WireFormat.schemaId(value));
            default -> false;
        };
    }

    /** Whether the registry has an answer to the id, be it that there is none; if so the failure is the record's. */
    private boolean answers(int id) {
        try {
            registry.schema(id);
            return true;
        } catch (RegistryRefusalException | UnreadableSchemaException e) {
            return true;
        } catch (RegistryUnavailableException e) {
            return false;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
