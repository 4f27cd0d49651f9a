package io.tidegauge.serde;

import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One implementation of reading Confluent's wire format; what it throws is told apart by {@link ReadFailure}. */
interface AvroReader extends AutoCloseable {

    /**
     * Reads one record's value.
     *
     * @param reader the schema to resolve the record to, or null for the writer's own
     */
    Object read(String topic, @Nullable Headers headers, byte[] value, @Nullable Schema reader);

    @Override
    void close();
}
