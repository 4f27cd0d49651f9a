package io.tidegauge.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Turns one of our values into an Avro record of its published schema, and back. */
interface RecordCodec<T> {

    /** What {@link #toRecord} writes. */
    Schema schema();

    /** What {@link #fromRecord} expects: the same schema with strings as {@link String}. */
    Schema readingSchema();

    GenericRecord toRecord(T value);

    /**
     * Reads a record in {@link #readingSchema}.
     *
     * @throws IllegalArgumentException when the record contradicts itself
     */
    T fromRecord(GenericRecord record);
}
