package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.EventDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A decoder as somebody who embeds the detector might write one: every event becomes an object. */
final class OwnDecoder implements EventDecoder {

    private final GenericDecoding decoding = new GenericDecoding();

    @Override
    public InferenceEvent decode(String topic, Headers headers, byte[] value) {
        GenericRecord event = decoding.decode(value);
        Map<String, FeatureValue> features = new HashMap<>();
        GenericDecoding.features(event).forEach((name, datum) -> features.put(name.toString(), value(datum)));
        return new InferenceEvent(
                event.get("event_id").toString(),
                event.get("model").toString(),
                event.get("model_version").toString(),
                (long) event.get("event_time"),
                features,
                value(event.get("prediction")),
                Map.of(),
                Map.of(),
                OptionalDouble.empty());
    }

    private static FeatureValue value(@Nullable Object datum) {
        if (datum instanceof Number number) {
            return new FeatureValue.Numeric(number.doubleValue());
        }
        if (datum instanceof Boolean bool) {
            return new FeatureValue.Bool(bool);
        }
        return datum == null ? FeatureValue.MISSING : new FeatureValue.Text(datum.toString());
    }

    @Override
    public void close() {}
}
