package io.tidegauge.serde;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Inference events. A long becomes a double, as every numeric value is compared as one. */
final class EventCodec implements RecordCodec<InferenceEvent> {

    static final String NAME = "InferenceEvent";

    private final Schema schema = WireSchemas.published(NAME);
    private final Schema readingSchema = WireSchemas.reading(NAME);
    private final int eventId = position("event_id");
    private final int model = position("model");
    private final int modelVersion = position("model_version");
    private final int eventTime = position("event_time");
    private final int features = position("features");
    private final int prediction = position("prediction");
    private final int scores = position("scores");
    private final int segments = position("segments");
    private final int latency = position("latency_ms");

    private int position(String field) {
        return readingSchema.getField(field).pos();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Schema readingSchema() {
        return readingSchema;
    }

    @Override
    public GenericRecord toRecord(InferenceEvent event) {
        GenericRecord record = new GenericData.Record(schema);
        record.put(eventId, event.eventId());
        record.put(model, event.model());
        record.put(modelVersion, event.modelVersion());
        record.put(eventTime, event.eventTimeMs());
        Map<String, @Nullable Object> values = new HashMap<>();
        event.features().forEach((name, value) -> values.put(name, datum(value)));
        record.put(features, values);
        record.put(prediction, datum(event.prediction()));
        record.put(scores, event.scores());
        record.put(segments, event.segments());
        record.put(latency, event.latencyMs().isPresent() ? event.latencyMs().getAsDouble() : null);
        return record;
    }

    @Override
    @SuppressWarnings("unchecked")
    public InferenceEvent fromRecord(GenericRecord record) {
        Map<String, Object> data = (Map<String, Object>) record.get(features);
        Map<String, FeatureValue> values = new HashMap<>(data.size() * 4 / 3 + 1);
        data.forEach((name, datum) -> values.put(name, value(datum)));
        Object latencyMs = record.get(latency);
        return new InferenceEvent(
                (String) record.get(eventId),
                (String) record.get(model),
                (String) record.get(modelVersion),
                (long) record.get(eventTime),
                values,
                value(record.get(prediction)),
                (Map<String, Double>) record.get(scores),
                (Map<String, String>) record.get(segments),
                latencyMs == null ? OptionalDouble.empty() : OptionalDouble.of((double) latencyMs));
    }

    private static @Nullable Object datum(FeatureValue value) {
        if (value instanceof FeatureValue.Numeric numeric) {
            return numeric.value();
        }
        if (value instanceof FeatureValue.Bool bool) {
            return bool.value();
        }
        return value instanceof FeatureValue.Text text ? text.value() : null;
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
}
