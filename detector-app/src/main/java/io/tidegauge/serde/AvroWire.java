package io.tidegauge.serde;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.event.InferenceEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The serdes of our topics: Avro in Confluent's wire format, through Confluent's own serializers or through the built-in
 * ones. Safe for several threads; so are the serializers it gives. Decoders and deserializers belong to one thread each,
 * and are closed by whom they were given to.
 */
public final class AvroWire implements AutoCloseable {

    private final SerdeChoice choice;
    private final AvroWriter writer;
    private final UnknownSchemaIds unknown;
    private final SlowReading slow = new SlowReading();

    private AvroWire(SerdeChoice choice, InstantSource clock) {
        this.choice = choice;
        this.writer = choice.newWriter();
        this.unknown = new UnknownSchemaIds(clock);
    }

    /**
     * Opens the wire; asks the registry nothing yet.
     *
     * @param autoRegister whether our schemas are registered when they are first written; the property
     *     {@code auto.register.schemas} of the settings wins where it is given
     * @throws org.apache.kafka.common.config.ConfigException naming the property that is wrong, or the serde that is not
     *     there
     */
    public static AvroWire open(RegistrySettings settings, boolean autoRegister) {
        long opened = System.nanoTime();
        // Spans only: the clock on the wall may be set back by an hour.
        return open(settings, autoRegister, () -> Instant.EPOCH.plusNanos(System.nanoTime() - opened));
    }

    static AvroWire open(RegistrySettings settings, boolean autoRegister, InstantSource clock) {
        AvroLimits.apply();
        Map<String, String> properties = new HashMap<>();
        properties.put(BuiltinSettings.AUTO_REGISTER, Boolean.toString(autoRegister));
        properties.putAll(settings.properties());
        properties.put(BuiltinSettings.URL, settings.url());
        return new AvroWire(SerdeChoice.of(settings.serde(), properties), clock);
    }

    /** Which serde speaks: {@code confluent} or {@code builtin}. */
    public String serde() {
        return choice.name();
    }

    /** Decodes inference events, and says exactly what is wrong with one that cannot be. */
    public EventDecoder eventDecoder() {
        return new AvroEventDecoder(
                choice.newReader(),
                choice.refusesTrailingBytes(),
                choice.probe(),
                unknown,
                choice.readsInPlace(),
                slow);
    }

    public Serializer<InferenceEvent> events() {
        return new TypedSerializer<>(writer, new EventCodec());
    }

    public Serializer<FeatureReport> reports() {
        return new TypedSerializer<>(writer, new ReportCodec());
    }

    public Deserializer<FeatureReport> reportReader() {
        return reader(new ReportCodec());
    }

    public Serializer<DriftAlert> alerts() {
        return new TypedSerializer<>(writer, new AlertCodec());
    }

    public Deserializer<DriftAlert> alertReader() {
        return reader(new AlertCodec());
    }

    public Serializer<BaselineRecord> baselines() {
        return new TypedSerializer<>(writer, new BaselineCodec());
    }

    /** Reads the baseline topic; a record that contradicts itself is refused with its fault. */
    public Deserializer<BaselineRecord> baselineReader() {
        return reader(new BaselineCodec());
    }

    /** The same for who cannot skip a record: a schema that the registry does not know yet is an outage for a while. */
    public Deserializer<BaselineRecord> baselineUpdates() {
        return new TypedDeserializer<>(choice.newReader(), new BaselineCodec(), choice.probe(), unknown::mayCome);
    }

    private <T> Deserializer<T> reader(RecordCodec<T> codec) {
        return new TypedDeserializer<>(choice.newReader(), codec, choice.probe(), id -> false);
    }

    @Override
    public void close() {
        writer.close();
    }
}
