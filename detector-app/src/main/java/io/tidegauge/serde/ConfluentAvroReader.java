package io.tidegauge.serde;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads with Confluent's deserializer. It keeps what it was answered for a schema, even where that was none: then it is
 * made anew, and asks again.
 */
final class ConfluentAvroReader implements AvroReader {

    private final Map<String, String> properties;
    private Deserializer<Object> deserializer;
    private MethodHandle resolvingRead;

    ConfluentAvroReader(Map<String, String> properties) {
        this.properties = properties;
        this.deserializer = made(properties);
        this.resolvingRead = ConfluentClasses.resolvingRead(deserializer);
    }

    private static Deserializer<Object> made(Map<String, String> properties) {
        Deserializer<Object> deserializer = ConfluentClasses.newDeserializer();
        deserializer.configure(properties, false);
        return deserializer;
    }

    @Override
    public Object read(String topic, @Nullable Headers headers, byte[] value, @Nullable Schema reader) {
        Headers given = headers == null ? new RecordHeaders() : headers;
        Object datum = checked(topic, given, value, reader);
        if (datum == null) {
            throw new SerializationException("the value has no record");
        }
        return datum;
    }

    private @Nullable Object checked(String topic, Headers headers, byte[] value, @Nullable Schema reader) {
        try {
            return reader == null
                    ? deserializer.deserialize(topic, headers, value)
                    : resolve(topic, headers, value, reader);
        } catch (RuntimeException e) {
            if (!ConfluentClasses.lacksSchema(e)) {
                throw e;
            }
            deserializer.close();
            deserializer = made(properties);
            resolvingRead = ConfluentClasses.resolvingRead(deserializer);
            throw new RegistryUnavailableException("not a schema registry: it answered without a schema", e);
        }
    }

    private Object resolve(String topic, Headers headers, byte[] value, Schema reader) {
        try {
            return resolvingRead.invoke(topic, headers, value, reader);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SerializationException("cannot read a record of " + topic, e);
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
