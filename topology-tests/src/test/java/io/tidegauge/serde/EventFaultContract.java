package io.tidegauge.serde;

import static io.tidegauge.serde.RawRecord.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidegauge.event.EventLimits;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that cannot be read are refused with the exact reason, and the next good one is read. */
interface EventFaultContract {

    int UNKNOWN_ID = 987_654;

    WireSetting setting();

    @Test
    default void aValueThatIsNullOrEmpty() {
        EventDecoder decoder = setting().decoder();

        refused(decoder, null, Reason.EMPTY, "null");
        refused(decoder, new byte[0], Reason.EMPTY, "empty");
        readsAGoodOne(decoder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\": \"price\"}", "x", "Obj\u0001"})
    default void bytesThatAreNotInTheWireFormat(String value) {
        EventDecoder decoder = setting().decoder();

        refused(decoder, value.getBytes(java.nio.charset.StandardCharsets.UTF_8), Reason.UNDECODABLE, "byte");
        readsAGoodOne(decoder);
    }

    @Test
    default void anUnknownSchemaIdMayComeAndIsAskedForNowAndThenOnceItHasNot() {
        EventDecoder decoder = setting().decoder();
        byte[] value = RawRecord.frame(UNKNOWN_ID, new byte[] {1, 2, 3});
        awaited(decoder, value);
        setting().pass(UnknownSchemaIds.PATIENCE.minusMillis(1));
        awaited(decoder, value);

        setting().pass(Duration.ofMillis(1));
        refused(decoder, value, Reason.UNKNOWN_SCHEMA, "987654");
        int asked = setting().gate.requests().size();
        for (int i = 0; i < 50; i++) {
            refused(decoder, value, Reason.UNKNOWN_SCHEMA, "987654");
        }
        setting().pass(UnknownSchemaIds.KEPT.minusMillis(1));
        refused(decoder, value, Reason.UNKNOWN_SCHEMA, "987654");
        assertThat(setting().gate.requests()).as("requests for a known unknown").hasSize(asked);

        setting().pass(UnknownSchemaIds.KEPT);
        refused(decoder, value, Reason.UNKNOWN_SCHEMA, "987654");
        assertThat(setting().gate.requests()).as("asked again later").hasSizeGreaterThan(asked);
        readsAGoodOne(decoder);
    }

    @Test
    default void manyUnknownSchemaIdsHoldNobodyUpForLong() {
        EventDecoder decoder = setting().decoder();
        for (int i = 0; i < 5; i++) {
            awaited(decoder, RawRecord.frame(UNKNOWN_ID + i, new byte[] {1}));
        }
        setting().pass(UnknownSchemaIds.PATIENCE);
        for (int i = 0; i < 20; i++) {
            refused(decoder, RawRecord.frame(UNKNOWN_ID + i, new byte[] {1}), Reason.UNKNOWN_SCHEMA, "");
        }
        setting().pass(UnknownSchemaIds.REST);
        refused(decoder, RawRecord.frame(UNKNOWN_ID, new byte[] {1}), Reason.UNKNOWN_SCHEMA, "");
        awaited(decoder, RawRecord.frame(UNKNOWN_ID + 20, new byte[] {1}));
    }

    @Test
    default void aSchemaThatComesWhileItIsWaitedFor() {
        EventDecoder decoder = setting().decoder();
        int last = setting().calls.register(setting().subject(), newSchema());
        Schema next = newSchema();
        byte[] early = RawRecord.frame(last + 1, RawRecord.event(next, Map.of("rooms", 2.0)));

        awaited(decoder, early);

        assertThat(setting().calls.register("later-" + setting().subject(), next))
                .isEqualTo(last + 1);
        assertThat(decoder.decode(setting().topic, null, early).features())
                .isEqualTo(Map.of("rooms", RawRecord.number(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE})
    default void anIdThatNoRegistryGives(int id) {
        EventDecoder decoder = setting().decoder();
        byte[] value = RawRecord.frame(id, new byte[] {1, 2, 3});
        awaited(decoder, value);
        setting().pass(UnknownSchemaIds.PATIENCE);
        refused(decoder, value, Reason.UNKNOWN_SCHEMA, id + "");
    }

    @Test
    default void bytesLeftOver() {
        EventDecoder decoder = setting().decoder();
        byte[] good = good();

        refused(decoder, Arrays.copyOf(good, good.length + 1), Reason.TRAILING_BYTES, "schema id");
        refused(decoder, Arrays.copyOf(good, good.length + 1), Reason.TRAILING_BYTES, "schema id");
        assertThat(decoder.decode(setting().topic, null, good).eventId()).isEqualTo("e-1");
    }

    @Test
    default void aRecordCutShortAnywhere() {
        EventDecoder fresh = setting().decoder();
        byte[] good = good();
        for (int length = 1; length < good.length; length++) {
            refused(fresh, Arrays.copyOf(good, length), Reason.UNDECODABLE, "");
        }
        assertThat(fresh.decode(setting().topic, null, good).eventId()).isEqualTo("e-1");
        for (int length = 1; length < good.length; length++) {
            refused(fresh, Arrays.copyOf(good, length), Reason.UNDECODABLE, "");
        }
    }

    @Test
    default void randomDamageNeverLooksLikeAnOutage() {
        EventDecoder decoder = setting().decoder();
        byte[] good = good();
        long seed = 20_261_122;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = good.clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                damaged[5 + random.nextInt(good.length - 5)] = (byte) random.nextInt();
            }
            Throwable failure = catchThrowable(() -> decoder.decode(setting().topic, null, damaged));
            if (failure != null) {
                refused++;
                assertThat(failure).as("seed %d, trial %d", seed, i).isInstanceOf(InvalidEventException.class);
            }
        }
        assertThat(refused).as("damaged records refused, seed %d", seed).isBetween(500, 2_000);
        readsAGoodOne(decoder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "name":"event_id"                   | "name":"id"                          | required field 'event_id' is missing
                    "name":"features"                   | "name":"inputs"                      | required field 'features' is missing
                    "logicalType":"timestamp-millis"    | "logicalType":"timestamp-micros"     | timestamp-micros, not long timestamp-millis
                    ,"logicalType":"timestamp-millis"   | ``                                   | 'event_time' is long without a logical type
                    "name":"InferenceEvent"             | "name":"Click"                       | Click
                    "name":"model","type":"string"      | "name":"model","type":["null","string"] | 'model'
                    "type":"map","values":["null",      | "type":"map","values":["bytes","null", | 'features' may hold bytes
                    "type":"map","values":["null",      | "type":"map","values":[{"type":"array","items":"double"},"null", | 'features'
                    """)
    default void aSchemaThatCannotBeReadAsAnEvent(String from, String to, String named) {
        EventDecoder decoder = setting().decoder();
        Schema schema = RawRecord.parsed("InferenceEvent", from, to);
        int id = setting().calls.register(setting().subject(), schema);
        byte[] value = RawRecord.frame(id, RawRecord.event(EVENT, Map.of("rooms", 2.0)));

        refused(decoder, value, Reason.INCOMPATIBLE_SCHEMA, named);
        refused(decoder, value, Reason.INCOMPATIBLE_SCHEMA, "schema id " + id);
        readsAGoodOne(decoder, "elsewhere-" + setting().subject());
    }

    @Test
    default void aSchemaThatIsNoRecord() {
        Schema schema = Schema.create(Schema.Type.STRING);
        int id = setting().calls.register(setting().subject(), schema);

        refused(
                setting().decoder(),
                RawRecord.frame(id, RawRecord.payload(schema, "hello")),
                Reason.INCOMPATIBLE_SCHEMA,
                "not a record");
    }

    @Test
    default void tenMegabytesOfStringAreReadAndThenBeyondTheLimit() {
        int id = setting().calls.register(setting().subject(), EVENT);
        byte[] value = RawRecord.frame(id, RawRecord.event(EVENT, Map.of("essay", "x".repeat(10_000_000))));

        InferenceEvent event = setting().decode(value);

        assertThatThrownBy(() -> EventLimits.DEFAULT.check(event))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.VALUE_TOO_LONG))
                .hasMessageContaining("'essay' has 10000000 characters");
    }

    @Test
    default void aStringBeyondWhatAvroMayAllocate() {
        int id = setting().calls.register(setting().subject(), EVENT);
        String essay = "x".repeat(AvroLimits.MAX_LENGTH + 1);
        EventDecoder decoder = setting().decoder();

        refused(
                decoder,
                RawRecord.frame(id, RawRecord.event(EVENT, Map.of("essay", essay))),
                Reason.VALUE_TOO_LONG,
                Integer.toString(essay.length()));
        readsAGoodOne(decoder);
    }

    @Test
    default void aLengthThatOnlyClaimsToBeLong() {
        int id = setting().calls.register(setting().subject(), EVENT);
        byte[] claim = {(byte) 0x80, (byte) 0xbc, (byte) 0xc1, (byte) 0x96, 0x0b};

        refused(setting().decoder(), RawRecord.frame(id, claim), Reason.UNDECODABLE, "schema id " + id);
    }

    @Test
    default void aRecordNestedDeeperThanTheStack() {
        Schema schema = RawRecord.parsed(
                "InferenceEvent",
                "\"fields\":[",
                "\"fields\":[{\"name\":\"chain\",\"type\":{\"type\":\"record\",\"name\":\"Link\",\"fields\":"
                        + "[{\"name\":\"next\",\"type\":[\"null\",\"Link\"]}]}},");
        int id = setting().calls.register(setting().subject(), schema);
        byte[] links = new byte[2_000_000];
        Arrays.fill(links, (byte) 2);
        EventDecoder decoder = setting().decoder();

        refused(decoder, RawRecord.frame(id, links), Reason.UNDECODABLE, "nested too deeply");
        readsAGoodOne(decoder, "elsewhere-" + setting().subject());
    }

    @Test
    default void notANumberAndInfinityAreData() {
        int id = setting().calls.register(setting().subject(), EVENT);

        InferenceEvent event = setting()
                .decode(RawRecord.frame(
                        id,
                        RawRecord.event(EVENT, Map.of("nan", Double.NaN, "inf", Double.NEGATIVE_INFINITY, "n", 5L))));

        assertThat(event.features())
                .isEqualTo(Map.of(
                        "nan", new FeatureValue.Numeric(Double.NaN),
                        "inf", new FeatureValue.Numeric(Double.NEGATIVE_INFINITY),
                        "n", new FeatureValue.Numeric(5)));
    }

    private static Schema newSchema() {
        String name = "r" + UUID.randomUUID().toString().replace("-", "");
        return RawRecord.parsed(
                "InferenceEvent",
                "\"fields\":[",
                "\"fields\":[{\"name\":\"" + name + "\",\"type\":\"string\",\"default\":\"\"},");
    }

    private byte[] good() {
        int id = setting().calls.register(setting().subject(), EVENT);
        return RawRecord.frame(id, RawRecord.event(EVENT, Map.of("rooms", 2.0, "city", "Berlin", "beds", 3L)));
    }

    private void awaited(EventDecoder decoder, byte[] value) {
        assertThatThrownBy(() -> decoder.decode(setting().topic, null, value))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("may have been registered just now");
    }

    private void refused(EventDecoder decoder, byte[] value, Reason reason, String named) {
        assertThatThrownBy(() -> decoder.decode(setting().topic, null, value))
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        failure -> assertThat(failure.reason())
                                .as(failure.getMessage())
                                .isEqualTo(reason))
                .hasMessageContaining(named);
    }

    private void readsAGoodOne(EventDecoder decoder) {
        readsAGoodOne(decoder, setting().subject());
    }

    private void readsAGoodOne(EventDecoder decoder, String subject) {
        int id = setting().calls.register(subject, EVENT);
        byte[] value = RawRecord.frame(id, RawRecord.event(EVENT, Map.of("rooms", 2.0)));
        assertThatCode(() -> assertThat(
                                decoder.decode(setting().topic, null, value).features())
                        .isEqualTo(Map.of("rooms", RawRecord.number(2))))
                .doesNotThrowAnyException();
    }
}
