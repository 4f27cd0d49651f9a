package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.RegistrySettings.Serde;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the built-in serde does, and the choice between it and Confluent's. */
class BuiltinWireTest {

    private EmbeddedRegistry registry;
    private WireSetting setting;

    @BeforeEach
    void open() {
        registry = new EmbeddedRegistry(0);
        setting = new WireSetting(registry.url(), Serde.BUILTIN, Serde.BUILTIN);
    }

    @AfterEach
    void close() throws Exception {
        setting.close();
        registry.close();
    }

    @Test
    void autoTakesConfluentsWhereItIsOnTheClassPath() {
        AvroWire wire = setting.wire(Serde.AUTO, setting.gate.url(), Map.of());

        assertThat(wire.serde()).isEqualTo(Boolean.getBoolean("interop") ? "confluent" : "builtin");
    }

    @Test
    void confluentsIsNamedWhereItIsMissing() {
        assumeThat(Boolean.getBoolean("interop")).isFalse();

        assertThatThrownBy(() -> setting.wire(Serde.CONFLUENT, setting.gate.url(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("io.confluent.kafka.serializers.KafkaAvroSerializer")
                .hasMessageContaining("-Pconfluent");
    }

    @Test
    void aPropertyOfConfluentsAloneIsRefusedWhenTheWireOpens() {
        assertThatThrownBy(() -> setting.wire(Serde.BUILTIN, setting.gate.url(), Map.of("bearer.auth.token", "t")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bearer.auth.token");
    }

    @Test
    void theSettingsPropertyWinsOverTheArgument() {
        RegistrySettings settings =
                new RegistrySettings(setting.gate.url(), Serde.BUILTIN, Map.of("auto.register.schemas", "false"));
        Serializer<InferenceEvent> serializer =
                setting.closing(AvroWire.open(settings, true)).events();

        assertThatThrownBy(() -> serializer.serialize(setting.topic, RegistrationContract.event()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("not registered in subject " + setting.subject())
                .hasMessageContaining("auto.register.schemas=true");
    }

    @Test
    void aSchemaNamedInAHeaderNeedsConfluents() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("__value_schema_id", new byte[17]);
        EventDecoder decoder = setting.decoder();

        assertThatThrownBy(() -> decoder.decode(setting.topic, headers, new byte[] {1, 2, 3, 4, 5, 6}))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNDECODABLE))
                .hasMessageContaining("avro.serde=confluent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"recoil\\\"}\"}",
                "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"b\",\"version\":1}]}"
            })
    void aSchemaThatCannotBeReadWith(String answer) {
        setting.gate.answer(200, answer);

        assertThatThrownBy(() -> setting.decode(RawRecord.frame(1, new byte[] {1})))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.INCOMPATIBLE_SCHEMA))
                .hasMessageContaining("schema id 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Please log in</html>", "[]", "", "{}", "{\"schema\": 7}"})
    void whatDoesNotAnswerLikeARegistryIsAnOutage(String answer) {
        setting.gate.answer(200, answer);

        assertThatThrownBy(() -> setting.decode(RawRecord.frame(1, new byte[] {1})))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("not a schema registry");
    }

    @Test
    void aRedirectionIsNotFollowedAndNamedWithoutItsSecrets() {
        setting.gate.answer(301, "Location", "https://me:secret@other:8081/schemas/ids/1?token=secret");

        assertThatThrownBy(() -> setting.decode(RawRecord.frame(1, new byte[] {1})))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("answered 301 and sends us to https://other:8081/schemas/ids/1: give the address")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRegistryThatAsksToBeLeftAloneIs() {
        EventDecoder decoder = setting.decoder();
        byte[] value = RawRecord.frame(1, new byte[] {1});
        setting.gate.answer(429, "Retry-After", "20");
        assertThatThrownBy(() -> decoder.decode(setting.topic, null, value)).hasMessageContaining("answered 429");
        int asked = setting.gate.requests().size();

        assertThatThrownBy(() -> decoder.decode(setting.topic, null, value))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("has asked to be left alone for 19 s more");
        assertThat(setting.gate.requests()).hasSize(asked);
    }

    @Test
    void aRegistryThatAsksToBeLeftAloneForAMomentIsAskedAfterIt() {
        setting.impatient();
        EventDecoder decoder = setting.decoder();
        int id = setting.calls.register(setting.subject(), RawRecord.EVENT);
        byte[] value = RawRecord.frame(id, RawRecord.event(RawRecord.EVENT, Map.of("rooms", 2.0)));
        setting.gate.answer(503, "Retry-After", "1");
        assertThatThrownBy(() -> decoder.decode(setting.topic, null, value)).hasMessageContaining("answered 503");
        setting.gate.open();

        assertThat(await().ignoreExceptionsInstanceOf(RegistryUnavailableException.class)
                        .until(() -> decoder.decode(setting.topic, null, value), event -> true)
                        .eventId())
                .isEqualTo("e-1");
    }

    @Test
    void theLatestVersionWithMoreFieldsIsFilledWithTheirDefaults() {
        int id = setting.calls.register(setting.subject(), RegistrationContract.extended());
        Serializer<InferenceEvent> serializer =
                setting.writer(Map.of("use.latest.version", "true")).events();

        byte[] value = serializer.serialize(setting.topic, RegistrationContract.event());

        assertThat(ByteBuffer.wrap(value).getInt(1)).isEqualTo(id);
        assertThat(setting.decode(value)).isEqualTo(RegistrationContract.event());
    }

    @Test
    void aLatestVersionThatCannotReadOursIsRefused() {
        Schema stricter = RawRecord.parsed(
                "InferenceEvent", "\"fields\":[", "\"fields\":[{\"name\":\"region\",\"type\":\"string\"},");
        setting.calls.register(setting.subject(), stricter);
        Serializer<InferenceEvent> serializer =
                setting.writer(Map.of("use.latest.version", "true")).events();

        assertThatThrownBy(() -> serializer.serialize(setting.topic, RegistrationContract.event()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("region");
    }

    @Test
    void oneWireServesManyThreads() throws Exception {
        AvroWire wire = setting.writer();
        Serializer<InferenceEvent> serializer = wire.events();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<InferenceEvent>> read = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                read.add(threads.submit(() -> {
                    try (EventDecoder decoder = wire.eventDecoder()) {
                        byte[] value = serializer.serialize(setting.topic, RegistrationContract.event());
                        return decoder.decode(setting.topic, null, value);
                    }
                }));
            }
            for (Future<InferenceEvent> one : read) {
                assertThat(one.get()).isEqualTo(RegistrationContract.event());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(setting.calls.versions(setting.subject())).isEqualTo(1);
    }
}
