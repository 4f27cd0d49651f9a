package io.tidegauge.serde;

import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Decodes inference events with either serde and says exactly why one cannot be. The first event of each schema is read
 * in the writer's own schema, to judge that, and planned; all others straight into ours, or in place by the plan.
 */
final class AvroEventDecoder implements EventDecoder {

    /** Schemas that are known to be readable or not: whoever may register can register any number. */
    private static final int MOST_JUDGED = EventPlans.MOST;

    private final AvroReader reader;
    private final EventCodec codec = new EventCodec();
    private final EventSchemaCheck check = new EventSchemaCheck(codec.readingSchema());
    private final EventFailures failures;
    private final boolean refusesTrailingBytes;
    private final UnknownSchemaIds unknown;
    private final SlowReading slow;
    private final @Nullable EventPlans plans;
    /** By schema id, or by the header that names the schema. */
    private final Map<Object, JudgedSchema> judged = new HashMap<>();

    private record JudgedSchema(Schema writer, Optional<String> fault) {}

    /**
     * @param refusesTrailingBytes whether the reader itself does; else they are looked for here
     * @param registry asked where a failure is unclear
     * @param unknown shared by all decoders of a process, as is {@code slow}
     * @param inPlace whether the bytes mean what the schema's id says, so that they can be read without the reader
     */
    AvroEventDecoder(
            AvroReader reader,
            boolean refusesTrailingBytes,
            RegistryProbe registry,
            UnknownSchemaIds unknown,
            boolean inPlace,
            SlowReading slow) {
        this.reader = reader;
        this.refusesTrailingBytes = refusesTrailingBytes;
        this.unknown = unknown;
        this.slow = slow;
        this.plans = inPlace ? new EventPlans(slow) : null;
        this.failures = new EventFailures(registry, check, unknown);
    }

    @Override
    public InferenceEvent decode(String topic, @Nullable Headers headers, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new InvalidEventException(Reason.EMPTY, "the value is " + (value == null ? "null" : "empty"));
        }
        byte[] header = WireFormat.schemaHeader(headers);
        Object schema = header == null ? (Object) schemaId(value) : ByteBuffer.wrap(header);
        try {
            admit(topic, headers, value, schema);
            return codec.fromRecord((GenericRecord) reader.read(topic, headers, value, codec.readingSchema()));
        } catch (InvalidEventException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new InvalidEventException(Reason.UNDECODABLE, "the value is nested too deeply to be read", e);
        } catch (RuntimeException e) {
            throw failures.explain(schema, value, e);
        }
    }

    @Override
    public boolean decode(
            String topic, @Nullable Headers headers, byte[] bytes, int offset, int length, FlatEvent into) {
        if (plans == null) {
            slow.serdeReads();
            return false;
        }
        return plans.decode(headers, bytes, offset, length, into);
    }

    private int schemaId(byte[] value) {
        int id;
        try {
            id = WireFormat.schemaId(value);
        } catch (RuntimeException e) {
            throw new InvalidEventException(Reason.UNDECODABLE, String.valueOf(e.getMessage()), e);
        }
        if (unknown.contains(id)) {
            throw EventFailures.unknownSchema(id, null);
        }
        return id;
    }

    private void admit(String topic, @Nullable Headers headers, byte[] value, Object schema) {
        JudgedSchema known = judged.get(schema);
        JudgedSchema verdict = known == null ? judge(reader.read(topic, headers, value, null)) : known;
        if (known == null) {
            keep(schema, verdict);
        }
        if (verdict.fault().isPresent()) {
            throw EventFailures.incompatible(schema, verdict.fault().get());
        }
        if (!refusesTrailingBytes && WireFormat.bytesLeft(value, verdict.writer()) > 0) {
            throw EventFailures.trailingBytes(schema);
        }
    }

    private void keep(Object schema, JudgedSchema verdict) {
        if (judged.size() >= MOST_JUDGED) {
            judged.clear();
            if (plans != null) {
                plans.clear();
            }
        }
        judged.put(schema, verdict);
        if (plans != null && schema instanceof Integer id && verdict.fault().isEmpty()) {
            plans.plan(id, verdict.writer());
        }
    }

    private JudgedSchema judge(Object datum) {
        if (datum instanceof GenericRecord record) {
            return new JudgedSchema(record.getSchema(), check.fault(record.getSchema()));
        }
        return new JudgedSchema(
                Schema.create(Schema.Type.NULL),
                Optional.of("it writes a " + datum.getClass().getSimpleName() + ", not a record"));
    }

    @Override
    public void close() {
        reader.close();
    }
}
