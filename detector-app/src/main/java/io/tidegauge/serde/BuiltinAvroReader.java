package io.tidegauge.serde;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The built-in reader of Confluent's wire format. Bytes after the record are an error. Not shared between threads. */
final class BuiltinAvroReader implements AvroReader {

    private record Pair(int writerId, @Nullable Schema reader) {}

    private final RegistryClient registry;
    private final Map<Pair, GenericDatumReader<Object>> readers = new HashMap<>();
    private @Nullable BinaryDecoder reused;

    BuiltinAvroReader(RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public Object read(String topic, @Nullable Headers headers, byte[] value, @Nullable Schema reader) {
        if (WireFormat.schemaHeader(headers) != null) {
            throw new SerializationException(
                    "the schema is named in a record header, not in the value: reading that needs avro.serde=confluent");
        }
        int id = WireFormat.schemaId(value);
        BinaryDecoder decoder = WireFormat.decoder(value, reused);
        reused = decoder;
        try {
            Object datum =
                    readers.computeIfAbsent(new Pair(id, reader), this::reader).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new TrailingBytesException(id);
            }
            return datum;
        } catch (IOException e) {
            throw new SerializationException("cannot decode a record of schema id " + id + ": " + e, e);
        }
    }

    private GenericDatumReader<Object> reader(Pair pair) {
        Schema writer = registry.schema(pair.writerId());
        return new GenericDatumReader<>(writer, pair.reader() == null ? writer : pair.reader());
    }

    @Override
    public void close() {
        readers.clear();
    }
}
