package io.tidegauge.topology;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * An event's key as it came, null included. Kafka Streams drops records without a key from tables and groups them by
 * it; held in here no key is ever null, and as a table's key all of them are one.
 */
@SuppressWarnings("ArrayRecordComponent") // carried through untouched, never compared
record RawKey(byte @Nullable [] bytes) {

    private static final byte[] ONE_KEY = {0};

    /** Reads any key, and writes one constant byte. */
    static Serde<RawKey> constantSerde() {
        return Serdes.serdeFrom(constantSerializer(), deserializer());
    }

    /** Writes the key as it came, as long as a dead letter may have it. */
    static Serializer<RawKey> deadLetterSerializer() {
        return (topic, key) -> key == null ? null : DeadLetter.key(key.bytes());
    }

    private static Serializer<RawKey> constantSerializer() {
        return (topic, key) -> ONE_KEY.clone();
    }

    private static Deserializer<RawKey> deserializer() {
        return (topic, bytes) -> new RawKey(bytes);
    }
}
