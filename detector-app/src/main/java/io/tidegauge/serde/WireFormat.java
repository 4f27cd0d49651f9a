package io.tidegauge.serde;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Confluent's framing: a zero byte, the schema id as four bytes big-endian, then the record in Avro's binary encoding. */
final class WireFormat {

    /** Bytes before the record. */
    static final int PREFIX = 5;

    static final byte MAGIC = 0;

    private static final String VALUE_SCHEMA_HEADER = "__value_schema_id";

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private WireFormat() {}

    /** The header that names the schema where a producer does not put its id into the value, or null. */
    static byte @Nullable [] schemaHeader(@Nullable Headers headers) {
        var header = headers == null ? null : headers.lastHeader(VALUE_SCHEMA_HEADER);
        return header == null ? null : header.value();
    }

    /**
     * The schema id in front of the record.
     *
     * @throws SerializationException when the value is too short or does not begin with the zero byte
     */
    static int schemaId(byte[] value) {
        if (value.length < PREFIX) {
            throw new SerializationException(
                    "value of " + value.length + " bytes is shorter than the " + PREFIX + " bytes before a record");
        }
        if (value[0] != MAGIC) {
            throw new SerializationException(
                    "value begins with byte " + value[0] + ", not with the 0 before a schema id");
        }
        return schemaId(value, 0);
    }

    /** The schema id of a value that begins at the offset, with the zero byte. */
    static int schemaId(byte[] bytes, int offset) {
        return (int) INTS.get(bytes, offset + 1);
    }

    /** Whether the schema is named by an id before the record. */
    static boolean isNumbered(@Nullable Headers headers, byte[] value) {
        return schemaHeader(headers) == null && value.length >= PREFIX && value[0] == MAGIC;
    }

    static byte[] encode(int schemaId, GenericRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new SerializationException(
                    "cannot write a " + record.getSchema().getFullName(), e);
        }
        return bytes.toByteArray();
    }

    static BinaryDecoder decoder(byte[] value, @Nullable BinaryDecoder reuse) {
        return DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, reuse);
    }

    /** How many bytes are left after one record of this schema, -1 where the bytes are no such record. */
    static int bytesLeft(byte[] value, Schema writer) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(value, PREFIX, value.length - PREFIX);
        try {
            GenericDatumReader.skip(writer, DecoderFactory.get().directBinaryDecoder(bytes, null));
            return bytes.available();
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }
}
