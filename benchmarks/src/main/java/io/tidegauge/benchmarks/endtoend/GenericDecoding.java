package io.tidegauge.benchmarks.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Decodes events as the books have it: Avro's GenericDatumReader with its defaults, its decoder reused. For one thread. */
public final class GenericDecoding {

    private static final int WIRE_PREFIX = 5;

    private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema());
    private @Nullable BinaryDecoder decoder;

    private static Schema schema() {
        try (InputStream file =
                GenericDecoding.class.getResourceAsStream("/io/tidegauge/schemas/InferenceEvent.avsc")) {
            return new Schema.Parser().parse(Objects.requireNonNull(file, "the event's schema"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decodes an event in the wire format. */
    public GenericRecord decode(byte[] value) {
        decoder = DecoderFactory.get().binaryDecoder(value, WIRE_PREFIX, value.length - WIRE_PREFIX, decoder);
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GenericRecord read() throws IOException {
        return reader.read(null, decoder);
    }

    /** The event's features. */
    public static Map<?, ?> features(GenericRecord event) {
        return (Map<?, ?>) event.get("features");
    }
}
