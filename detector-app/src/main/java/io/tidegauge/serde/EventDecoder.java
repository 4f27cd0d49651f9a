package io.tidegauge.serde;

import io.tidegauge.event.InferenceEvent;
import org.apache.kafka.common.header.Headers;

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

    @Override
    void close();
}
