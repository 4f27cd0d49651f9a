package io.tidegauge.topology;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.serde.EventDecoder;
import io.tidegauge.testkit.TestConfigs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table in which the token rests. */
class CommitTriggerTest {

    private static final long T0 = 1_609_459_200_000L;

    @TempDir
    private Path state;

    /** An entry of the cache holds on to the whole record it came from: there must never be more than one of a task. */
    @Test
    void recordsOfAnyKeysShareOneEntry() {
        DetectorConfig config =
                TestConfigs.windows(new WindowSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO));
        TopologyPorts ports = new TopologyPorts(
                Decoder::new,
                (topic, report) -> new byte[0],
                (topic, alert) -> new byte[0],
                () -> (topic, bytes) -> {
                    throw new IllegalStateException("no baseline is published");
                },
                new NothingCommitted(
                        new TreeMap<>(Map.of(config.topics().events().get(0), 1))),
                DetectorListener.NONE);
        Properties properties = StreamsProperties.of(config);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        try (TopologyTestDriver driver =
                new TopologyTestDriver(DriftTopology.build(config, ports), properties, Instant.ofEpochMilli(T0))) {
            TestInputTopic<byte[], byte[]> events = driver.createInputTopic(
                    config.topics().events().get(0), new ByteArraySerializer(), new ByteArraySerializer());
            events.pipeInput(null, new byte[] {1}, T0);
            for (int i = 0; i < 100; i++) {
                events.pipeInput(("key " + i).getBytes(StandardCharsets.UTF_8), new byte[] {1}, T0 - i);
            }
            KeyValueStore<Object, Object> tokens = driver.getKeyValueStore(Names.TRIGGER_STORE);
            assertThat(tokens.approximateNumEntries()).isEqualTo(1);
        }
    }

    private static final class Decoder implements EventDecoder {
        @Override
        public InferenceEvent decode(String topic, Headers headers, byte[] value) {
            return event("model", "1", T0).number("amount", 1).build();
        }

        @Override
        public void close() {}
    }
}
