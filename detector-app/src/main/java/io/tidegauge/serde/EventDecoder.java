package io.tidegauge.serde;

import io.tidegauge.event.FlatEvent;
import io.tidegauge.event.InferenceEvent;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads an inference event off the wire. Not shared between threads. */
public interface EventDecoder extends AutoCloseable {

    /**
     * Decodes one record's value.
     *
     * @param value the record's value as it is, or null
     * @throws io.tidegauge.event.InvalidEventException when these bytes can never be read
     * @throws RegistryUnavailableException when they might be read once the registry answers
     */
    InferenceEvent decode(String topic, Headers headers, byte[] value);

    /**
     * Reads the same event without making an object of anything, where it is one of the ordinary ones. Strings are
     * slices of the bytes and are not looked into: what is no UTF-8 is read as {@link String} reads it. Where the answer is
     * false nothing is known of the event, good or bad: {@link #decode(String, Headers, byte[])} then takes it. A decoder
     * that has no such way always answers false.
     *
     * @param bytes holds the record's value, and maybe other records around it, which are not looked at
     * @param offset where the value begins
     * @param length how many bytes it has
     * @param into filled with the event where the answer is true, with anything else where it is false
     * @return whether the event was read, whole
     */
    default boolean decode(
            String topic, @Nullable Headers headers, byte[] bytes, int offset, int length, FlatEvent into) {
        return false;
    }

    @Override
    void close();
}
