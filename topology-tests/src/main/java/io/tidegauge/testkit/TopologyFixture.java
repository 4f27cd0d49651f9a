package io.tidegauge.testkit;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.InvalidEventException;
import io.tidegauge.serde.EventDecoder;
import io.tidegauge.topology.DetectorListener;
import io.tidegauge.topology.DriftTopology;
import io.tidegauge.topology.StreamsProperties;
import io.tidegauge.topology.TopologyPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The whole topology in a {@link TopologyTestDriver}: events and baselines in, reports, alerts and dead letters out. The
 * driver has one partition and commits after every record, so it shows what is computed, not what a crash would do.
 */
public final class TopologyFixture implements AutoCloseable {

    private final DetectorConfig config;
    private final ByReference<InferenceEvent> events = new ByReference<>();
    private final ByReference<BaselineRecord> baselines = new ByReference<>();
    private final ByReference<FeatureReport> reports = new ByReference<>();
    private final ByReference<DriftAlert> alerts = new ByReference<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> eventTopic;
    private final TestInputTopic<String, byte[]> baselineTopic;
    private final TestOutputTopic<String, FeatureReport> reportTopic;
    private final TestOutputTopic<String, DriftAlert> alertTopic;
    private final TestOutputTopic<byte[], byte[]> deadLetterTopic;

    /** Starts the topology; the driver's clock begins at {@code now}. */
    public TopologyFixture(DetectorConfig config, Instant now, DetectorListener listener) {
        this.config = config;
        TopologyPorts ports = new TopologyPorts(
                () -> new Decoder(),
                reports.serializer(),
                alerts.serializer(),
                baselines::deserializer,
                new OnePartition(config),
                listener);
        Properties properties = StreamsProperties.of(config);
        properties.putIfAbsent(
                StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/tidegauge-fixture");
        driver = new TopologyTestDriver(DriftTopology.build(config, ports), properties, now);
        eventTopic = driver.createInputTopic(
                config.topics().events().get(0), new ByteArraySerializer(), new ByteArraySerializer());
        baselineTopic =
                driver.createInputTopic(config.topics().baselines(), new StringSerializer(), new ByteArraySerializer());
        reportTopic =
                driver.createOutputTopic(config.topics().reports(), new StringDeserializer(), reports.deserializer());
        alertTopic =
                driver.createOutputTopic(config.topics().alerts(), new StringDeserializer(), alerts.deserializer());
        deadLetterTopic = driver.createOutputTopic(
                config.deadLetterTopic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Publishes an event, its record stamped with the event's own time. */
    public void publish(InferenceEvent event) {
        publish(event, event.eventTimeMs());
    }

    /** Publishes an event whose record has another timestamp. */
    public void publish(InferenceEvent event, long recordTimeMs) {
        eventTopic.pipeInput(new TestRecord<>(null, events.put(event), Instant.ofEpochMilli(recordTimeMs)));
        forgetInternalRecords();
    }

    /** Publishes bytes that are no event. */
    public void publishBytes(byte[] key, byte[] value, long recordTimeMs) {
        eventTopic.pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(recordTimeMs)));
    }

    /** Publishes a whole set: features first, then the manifest. */
    public void publish(BaselineSet set) {
        set.features().values().forEach(this::publish);
        publish(set.manifest());
    }

    /** Publishes one record of the baseline topic. */
    public void publish(BaselineRecord record) {
        baselineTopic.pipeInput(record.key(), baselines.put(record));
    }

    /** Withdraws a record of the baseline topic. */
    public void withdraw(BaselineKey key) {
        baselineTopic.pipeInput(new TestRecord<>(key.encoded(), null));
    }

    /** Lets the clock on the wall go on, in steps of a second, so that deadlines see it. */
    public void advance(Duration duration) {
        for (long left = duration.toMillis(); left > 0; left -= 1_000) {
            driver.advanceWallClockTime(Duration.ofMillis(Math.min(left, 1_000)));
        }
    }

    /** The reports since the last call. */
    public List<FeatureReport> reports() {
        return reportTopic.readValuesToList();
    }

    /** The alerts since the last call. */
    public List<DriftAlert> alerts() {
        return alertTopic.readValuesToList();
    }

    /** The dead letters since the last call, with their headers. */
    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetterTopic.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }

    /** The driver keeps all that was ever written until it is read: for a long stream, more changelog than fits the heap. */
    private void forgetInternalRecords() {
        driver.producedTopicNames().stream()
                .filter(topic -> topic.endsWith("-changelog") || topic.endsWith("-repartition"))
                .forEach(topic -> driver.createOutputTopic(
                                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList());
    }

    private final class Decoder implements EventDecoder {
        @Override
        public InferenceEvent decode(String topic, Headers headers, byte[] value) {
            try {
                return events.get(value);
            } catch (IllegalArgumentException unknown) {
                throw new InvalidEventException(
                        InvalidEventException.Reason.UNDECODABLE, String.valueOf(unknown.getMessage()), unknown);
            }
        }

        @Override
        public void close() {}
    }
}
