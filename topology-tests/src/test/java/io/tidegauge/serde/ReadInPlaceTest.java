package io.tidegauge.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegauge.config.RegistrySettings.Serde;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.event.FlatEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When a decoder reads events in place, and when it leaves them to the general way. */
class ReadInPlaceTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SlowReading.class);
    private final FlatEvent flat = new FlatEvent();
    private EmbeddedRegistry registry;
    private WireSetting setting;

    @BeforeEach
    void open() {
        registry = new EmbeddedRegistry(0);
        setting = new WireSetting(registry.url(), Serde.BUILTIN, Serde.BUILTIN);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() throws Exception {
        logger.detachAppender(log);
        setting.close();
        registry.close();
    }

    private byte[] event(Schema schema) {
        int id = setting.calls.register("event-" + schema.hashCode(), schema);
        return RawRecord.frame(id, RawRecord.event(schema, Map.of("rooms", 2.0)));
    }

    private boolean inPlace(EventDecoder decoder, byte[] bytes) {
        return decoder.decode(setting.topic, null, bytes, 0, bytes.length, flat);
    }

    @Test
    void theFirstEventOfASchemaIsJudgedAndTheOthersAreReadInPlace() {
        EventDecoder decoder = setting.decoder();
        byte[] value = event(RawRecord.EVENT);
        byte[] other = event(RawRecord.parsed("InferenceEvent", "\"fields\":[", "\"fields\":[" + extra("int")));

        assertThat(inPlace(decoder, value)).isFalse();
        decoder.decode(setting.topic, null, value);
        int asked = setting.gate.requests().size();
        assertThat(inPlace(decoder, value)).isTrue();
        assertThat(flat.features()).isEqualTo(1);
        assertThat(Double.longBitsToDouble(flat.value(0))).isEqualTo(2.0);
        assertThat(inPlace(decoder, other)).as("another schema").isFalse();
        assertThat(setting.gate.requests()).as("the registry is not asked").hasSize(asked);
        assertThat(inPlace(decoder, value)).isTrue();
        assertThat(log.list).isEmpty();
    }

    @Test
    void manySchemasAreKeptApart() {
        EventDecoder decoder = setting.decoder();
        List<byte[]> values = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> event(RawRecord.parsed("InferenceEvent", "\"fields\":[", "\"fields\":[" + numbered(i))))
                .toList();
        values.forEach(value -> decoder.decode(setting.topic, null, value));

        for (byte[] value : values) {
            assertThat(inPlace(decoder, value)).isTrue();
            assertThat(flat.size()).isEqualTo(1);
        }
    }

    @Test
    void aSchemaThatIsRefusedHasNoPlan() {
        EventDecoder decoder = setting.decoder();
        byte[] value = event(RawRecord.parsed("InferenceEvent", "\"timestamp-millis\"", "\"timestamp-micros\""));

        assertThat(catchThrowable(() -> decoder.decode(setting.topic, null, value)))
                .isNotNull();
        assertThat(inPlace(decoder, value)).isFalse();
    }

    @Test
    void whatIsNotInTheWireFormatOrNamesItsSchemaInAHeaderIsNotTaken() {
        EventDecoder decoder = setting.decoder();
        byte[] value = event(RawRecord.EVENT);
        decoder.decode(setting.topic, null, value);
        RecordHeaders named = new RecordHeaders();
        named.add("__value_schema_id", new byte[17]);
        byte[] magic = value.clone();
        magic[0] = 1;

        assertThat(decoder.decode(setting.topic, named, value, 0, value.length, flat))
                .isFalse();
        assertThat(decoder.decode(setting.topic, new RecordHeaders(), value, 0, value.length, flat))
                .isTrue();
        assertThat(inPlace(decoder, magic)).isFalse();
        for (int length = 0; length < value.length; length++) {
            assertThat(inPlace(decoder, Arrays.copyOf(value, length))).isFalse();
        }
        assertThat(decoder.decode(setting.topic, null, value, 1, value.length, flat))
                .isFalse();
        assertThat(decoder.decode(setting.topic, null, value, -1, value.length, flat))
                .isFalse();
        assertThat(decoder.decode(setting.topic, null, value, value.length, Integer.MAX_VALUE, flat))
                .isFalse();
    }

    @Test
    void aSchemaWithoutAPlanIsToldOnceByAllDecodersOfAWire() {
        AvroWire wire = setting.reader();
        byte[] value = event(RawRecord.parsed("InferenceEvent", "\"fields\":[", "\"fields\":[" + nothings()));
        for (int i = 0; i < 3; i++) {
            EventDecoder decoder = setting.closing(wire.eventDecoder());
            decoder.decode(setting.topic, null, value);
            decoder.decode(setting.topic, null, value);
            assertThat(inPlace(decoder, value)).isFalse();
        }

        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("events of schema id", "field 'nothings' has an array of items that take no bytes"));
    }

    /** Confluent's own deserializer may do more than the bytes say. */
    @Test
    void withAnotherReaderNothingIsReadInPlaceAndThatIsToldOnce() {
        SlowReading slow = new SlowReading();
        SerdeChoice choice = SerdeChoice.of(Serde.BUILTIN, Map.of("schema.registry.url", registry.url()));
        byte[] value = event(RawRecord.EVENT);
        try (EventDecoder decoder = new AvroEventDecoder(
                choice.newReader(),
                true,
                choice.probe(),
                new UnknownSchemaIds(() -> java.time.Instant.EPOCH),
                false,
                slow)) {
            decoder.decode(setting.topic, null, value);

            assertThat(inPlace(decoder, value)).isFalse();
            assertThat(inPlace(decoder, value)).isFalse();
        }
        assertThat(new SerdeChoice.Confluent(Map.of(), true, choice.probe()).readsInPlace())
                .isFalse();
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("schema-registry.serde: builtin"));
    }

    private static String extra(String type) {
        return "{\"name\":\"extra\",\"type\":\"" + type + "\",\"default\":0},";
    }

    private static String numbered(int i) {
        return "{\"name\":\"extra_" + i + "\",\"type\":\"int\",\"default\":0},";
    }

    private static String nothings() {
        return "{\"name\":\"nothings\",\"type\":{\"type\":\"array\",\"items\":\"null\"},\"default\":[]},";
    }
}
