package io.tidegauge.serde;

import static io.tidegauge.serde.RawRecord.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tidegauge.config.RegistrySettings.Serde;
import io.tidegauge.event.InferenceEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that cannot be asked is never a bad record, and when it is back everything goes on. */
interface OutageContract {

    enum Outage {
        REFUSED(RegistryGate::refuse),
        SILENT(RegistryGate::hold),
        STALLED(RegistryGate::stall),
        DRIPPING(RegistryGate::drip),
        INTERNAL_ERROR(gate -> gate.answer(500)),
        OVERLOADED(gate -> gate.answer(503)),
        TOO_MANY_REQUESTS(gate -> gate.answer(429)),
        UNAUTHORISED(gate -> gate.answer(401)),
        FORBIDDEN(gate -> gate.answer(403)),
        A_WRONG_PATH(gate -> gate.answer(404)),
        NOTHING_BEHIND_A_PROXY(gate -> gate.answer(404, "<html>Not found</html>")),
        MOVED(gate -> gate.answer(302, "Location", "http://127.0.0.1:1/elsewhere")),
        SOMETHING_ELSE_IN_JSON(gate -> gate.answer(200, "{\"status\": \"up\"}")),
        A_PROXY_IN_BETWEEN(gate -> gate.answer(502, "<html>Bad gateway</html>"));

        private final Consumer<RegistryGate> begin;

        Outage(Consumer<RegistryGate> begin) {
            this.begin = begin;
        }
    }

    WireSetting setting();

    @ParameterizedTest
    @EnumSource(Outage.class)
    default void readingWaitsForTheRegistry(Outage outage) {
        assumeFalse(outage == Outage.DRIPPING && setting().confluent(), "its client waits for ever");
        setting().impatient();
        int id = setting().calls.register(setting().subject(), EVENT);
        byte[] value = RawRecord.frame(id, RawRecord.event(EVENT, Map.of("rooms", 2.0)));
        EventDecoder decoder = setting().decoder();

        outage.begin.accept(setting().gate);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> decoder.decode(setting().topic, null, value))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
        setting().gate.open();

        assertThat(retried(() -> decoder.decode(setting().topic, null, value)).eventId())
                .isEqualTo("e-1");
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    default void writingWaitsForTheRegistry(Outage outage) {
        assumeFalse(outage == Outage.DRIPPING && setting().confluent(), "its client waits for ever");
        setting().impatient();
        Serializer<InferenceEvent> serializer = setting().writer().events();
        EventDecoder decoder = setting().decoder();
        InferenceEvent event = RegistrationContract.event();

        outage.begin.accept(setting().gate);
        assertThatThrownBy(() -> serializer.serialize(setting().topic, event))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("InferenceEvent")
                .hasMessageContaining(setting().topic);
        setting().gate.open();

        byte[] value = retried(() -> serializer.serialize(setting().topic, event));
        assertThat(retried(() -> decoder.decode(setting().topic, null, value))).isEqualTo(event);
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    default void whatIsKnownNeedsNoRegistry(Outage outage) {
        Serializer<InferenceEvent> serializer = setting().writer().events();
        EventDecoder decoder = setting().decoder();
        byte[] value = serializer.serialize(setting().topic, RegistrationContract.event());
        assertThat(decoder.decode(setting().topic, null, value)).isEqualTo(RegistrationContract.event());

        outage.begin.accept(setting().gate);

        assertThat(serializer.serialize(setting().topic, RegistrationContract.event()))
                .isEqualTo(value);
        assertThat(decoder.decode(setting().topic, null, value)).isEqualTo(RegistrationContract.event());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 503})
    default void aSingleRefusalInPassingCondemnsNoRecord(int status) {
        int id = setting().calls.register(setting().subject(), EVENT);
        byte[] value = RawRecord.frame(id, RawRecord.event(EVENT, Map.of("rooms", 2.0)));
        EventDecoder decoder = setting().decoder();

        setting().gate.answerOnce(status);

        assertThat(retried(() -> decoder.decode(setting().topic, null, value)).eventId())
                .isEqualTo("e-1");
        assertThat(setting().gate.requests()).hasSizeGreaterThan(1);
    }

    /** As the detector does: again while the registry does not answer, which on a busy machine takes it a while. */
    private static <T> T retried(Callable<T> work) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(RegistryUnavailableException.class)
                .until(work, Objects::nonNull);
    }

    @Test
    default void readersOfOurOwnTopicsWaitToo() {
        var alerts = setting().closing(setting().reader().alertReader());
        int id = setting().calls.register(setting().subject(), RawRecord.schema("DriftAlert"));
        reads(alerts, RawRecord.frame(id, new byte[0]));
    }

    private <T> void reads(Deserializer<T> deserializer, byte[] value) {
        setting().gate.answer(503);
        assertThatThrownBy(() -> deserializer.deserialize(setting().topic, value))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("DriftAlert");
    }

    @Test
    default void theSecondAddressAnswersWhereTheFirstDoesNot() {
        try (RegistryGate dead = new RegistryGate("http://127.0.0.1:1")) {
            dead.refuse();
            String both = dead.url() + "," + setting().gate.url();
            Serializer<InferenceEvent> serializer = setting()
                    .wire(setting().writes, both, Map.of("auto.register.schemas", "true"))
                    .events();

            assertThat(setting().decode(serializer.serialize(setting().topic, RegistrationContract.event())))
                    .isEqualTo(RegistrationContract.event());
        }
    }

    @Test
    default void theRegistryAsksForAPassword() {
        setting().gate.require("Basic dGlkZTpnYXVnZQ==");
        Map<String, String> knows = Map.of(
                "auto.register.schemas", "true",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "tide:gauge");

        byte[] value = setting().writer(knows).events().serialize(setting().topic, RegistrationContract.event());

        String inUrl = setting().gate.url().replace("http://", "http://tide:gauge@");
        EventDecoder decoder =
                setting().closing(setting().wire(Serde.BUILTIN, inUrl, Map.of()).eventDecoder());
        assertThat(decoder.decode(setting().topic, null, value)).isEqualTo(RegistrationContract.event());
        assertThatThrownBy(() -> setting().decode(value))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageNotContaining("gauge@");
    }
}
