package io.tidegauge.serde;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The built-in writer of Confluent's wire format, subject {@code <topic>-value}. Safe for several threads. */
final class BuiltinAvroWriter implements AvroWriter {

    private record Use(String topic, Schema schema) {}

    private final RegistryClient registry;
    private final BuiltinSettings settings;
    private final Map<Use, RegistryClient.Registered> chosen = new ConcurrentHashMap<>();

    BuiltinAvroWriter(RegistryClient registry, BuiltinSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    @Override
    public byte[] write(String topic, @Nullable Headers headers, GenericRecord record) {
        Use use = new Use(topic, record.getSchema());
        RegistryClient.Registered known = chosen.get(use);
        RegistryClient.Registered target = known == null ? choose(use) : known;
        chosen.put(use, target);
        return WireFormat.encode(target.id(), rewritten(record, target.schema()));
    }

    private RegistryClient.Registered choose(Use use) {
        String subject = use.topic() + "-value";
        Schema schema = use.schema();
        if (settings.autoRegister()) {
            return new RegistryClient.Registered(registry.register(subject, schema), schema);
        }
        if (settings.useLatest()) {
            return latest(subject, schema);
        }
        try {
            return new RegistryClient.Registered(registry.lookup(subject, schema), schema);
        } catch (RegistryRefusalException e) {
            throw e.notFound() ? unregistered(subject, schema, e) : e;
        }
    }

    private RegistryClient.Registered latest(String subject, Schema schema) {
        RegistryClient.Registered latest = registry.latest(subject);
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(latest.schema(), schema);
        if (settings.latestStrict()
                && compatibility.getType() != SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE) {
            throw new SerializationException("the latest schema of " + subject + " cannot read what "
                    + schema.getFullName() + " writes: "
                    + compatibility.getResult().getIncompatibilities());
        }
        return sameOnTheWire(latest.schema(), schema) ? new RegistryClient.Registered(latest.id(), schema) : latest;
    }

    private static boolean sameOnTheWire(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
    }

    private static SerializationException unregistered(String subject, Schema schema, RegistryRefusalException e) {
        return new SerializationException(
                "the schema of " + schema.getFullName() + " is not registered in subject " + subject
                        + ": register it, or set " + BuiltinSettings.AUTO_REGISTER + "=true",
                e);
    }

    /** The record in the target schema, by Avro's own resolution. */
    private static GenericRecord rewritten(GenericRecord record, Schema target) {
        if (record.getSchema().equals(target)) {
            return record;
        }
        byte[] bytes = WireFormat.encode(0, record);
        try {
            return new GenericDatumReader<GenericRecord>(record.getSchema(), target)
                    .read(null, WireFormat.decoder(bytes, null));
        } catch (IOException e) {
            throw new SerializationException("cannot rewrite a " + target.getFullName() + " in its latest version", e);
        }
    }

    @Override
    public void close() {
        chosen.clear();
    }
}
