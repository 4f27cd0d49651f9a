package io.tidegauge.serde;

import static io.tidegauge.serde.RawRecord.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** What a writer does with its schema: registers it, or finds exactly it, or takes the latest. */
interface RegistrationContract {

    WireSetting setting();

    @Test
    default void registersOnceAndAsksOnce() {
        Serializer<InferenceEvent> serializer = setting().writer().events();

        byte[] first = serializer.serialize(setting().topic, event());
        int asked = setting().gate.requests().size();
        for (int i = 0; i < 20; i++) {
            assertThat(serializer.serialize(setting().topic, event())).isEqualTo(first);
        }

        assertThat(setting().gate.requests()).hasSize(asked);
        assertThat(setting().calls.versions(setting().subject())).isEqualTo(1);
    }

    @Test
    default void withoutRegisteringTheSchemaMustBeThere() {
        Serializer<InferenceEvent> serializer = setting().writer(Map.of()).events();

        assertThatThrownBy(() -> serializer.serialize(setting().topic, event()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("InferenceEvent");
        int id = setting().calls.register(setting().subject(), EVENT);

        byte[] value = serializer.serialize(setting().topic, event());
        assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(id);
        assertThat(setting().calls.versions(setting().subject())).isEqualTo(1);
    }

    @Test
    default void withoutRegisteringAnotherVersionIsNotTaken() {
        setting().calls.register(setting().subject(), extended());
        Serializer<InferenceEvent> serializer = setting().writer(Map.of()).events();

        assertThatThrownBy(() -> serializer.serialize(setting().topic, event()))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    default void anIncompatibleSchemaIsRefusedAndNoOutage() {
        setting()
                .calls
                .register(
                        setting().subject(),
                        RawRecord.parsed(
                                "InferenceEvent",
                                "\"name\":\"model\",\"type\":\"string\"",
                                "\"name\":\"model\",\"type\":\"int\""));
        Serializer<InferenceEvent> serializer = setting().writer().events();

        assertThatThrownBy(() -> serializer.serialize(setting().topic, event()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("InferenceEvent");
    }

    @Test
    default void theLatestVersionIsWrittenWhereThatIsAskedFor() {
        int id = setting()
                .calls
                .register(setting().subject(), RawRecord.parsed("InferenceEvent", "One inference", "An inference"));
        Serializer<InferenceEvent> serializer =
                setting().writer(Map.of("use.latest.version", "true")).events();

        byte[] value = serializer.serialize(setting().topic, event());

        assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(id);
        assertThat(setting().decode(value)).isEqualTo(event());
    }

    /** A version that adds a field with a default. */
    static Schema extended() {
        return RawRecord.parsed(
                "InferenceEvent",
                "\"fields\":[",
                "\"fields\":[{\"name\":\"region\",\"type\":\"string\",\"default\":\"eu\"},");
    }

    static InferenceEvent event() {
        return new InferenceEvent(
                "e-1",
                "price",
                "7",
                5,
                Map.of("rooms", RawRecord.number(2)),
                FeatureValue.MISSING,
                Map.of(),
                Map.of(),
                OptionalDouble.empty());
    }
}
