package io.tidegauge.cli;

import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.EventDecoder;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads events as any other record is read: one that never can be is an error of its own. */
final class EventValues implements Deserializer<InferenceEvent> {

    private final EventDecoder decoder;

    EventValues(EventDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public InferenceEvent deserialize(String topic, byte[] value) {
        return decoder.decode(topic, new RecordHeaders(), value);
    }

    @Override
    public InferenceEvent deserialize(String topic, Headers headers, byte[] value) {
        return decoder.decode(topic, headers, value);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
