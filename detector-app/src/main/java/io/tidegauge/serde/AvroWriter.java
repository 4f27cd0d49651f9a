package io.tidegauge.serde;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One implementation of writing Confluent's wire format. */
interface AvroWriter extends AutoCloseable {

    /** Writes one record's value; its schema is registered or looked up as the properties say. */
    byte[] write(String topic, @Nullable Headers headers, GenericRecord record);

    @Override
    void close();
}
