package io.tidegauge.serde;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads with Confluent's deserializer. */
final class ConfluentAvroReader implements AvroReader {

    private final Deserializer<Object> deserializer;
    private final MethodHandle resolvingRead;

    ConfluentAvroReader(Map<String, String> properties) {
        deserializer = ConfluentClasses.newDeserializer();
        deserializer.configure(properties, false);
        resolvingRead = ConfluentClasses.resolvingRead(deserializer);
    }

    @Override
    public Object read(String topic, @Nullable Headers headers, byte[] value, @Nullable Schema reader) {
        Headers given = headers == null ? new RecordHeaders() : headers;
        Object datum =
                reader == null ? deserializer.deserialize(topic, given, value) : resolve(topic, given, value, reader);
        if (datum == null) {
            throw new SerializationException("the value has no record");
        }
        return datum;
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
