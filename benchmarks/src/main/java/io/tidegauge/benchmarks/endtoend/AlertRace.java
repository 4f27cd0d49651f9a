package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.benchmarks.Services;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.FeatureValue;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import io.tidegauge.serde.AvroWire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes a baseline and then events as they happen, which drift from some window on, and takes the time from each
 * window's end to what is said of it. Windows are short, so that there are some; all else is by default.
 */
final class AlertRace {

    private static final String TOPIC = "live-drift";
    private static final String NAME = "alert-delay";
    private static final int FEATURES = 20;
    private static final int EVENTS_PER_SECOND = 200;
    private static final int BASELINE_ROWS = 20_000;
    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final Duration LATENESS = Duration.ofSeconds(2);
    private static final int CALM_WINDOWS = 2;
    private static final int WINDOWS = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double DRIFT_FACTOR = 4;

    private final Services services;
    private final Path state;
    private final Progress progress;
    private final Map<TimeWindow, Double> reports = new LinkedHashMap<>();
    private final Map<TimeWindow, Double> alerts = new LinkedHashMap<>();

    AlertRace(Services services, Path state, Progress progress) {
        this.services = services;
        this.state = state;
        this.progress = progress;
    }

    AlertDelay run() throws IOException, InterruptedException {
        List<String> settings =
                List.of("windows: {size: " + WINDOW.toSeconds() + "s, lateness: " + LATENESS.toSeconds() + "s}");
        DetectorConfig config = DetectorSettings.of(
                new Surroundings(
                        services.bootstrapServers(), services.registryUrl(), TOPIC, 0, 0, state.resolve(NAME), NAME),
                1,
                settings);
        EmbeddedBroker.createTopics(
                services.bootstrapServers(), List.of(new NewTopic(TOPIC, TopicSpec.PARTITIONS, (short) 1)));
        DetectorSettings.createTopics(config);
        publishBaseline(config);
        long windowMs = WINDOW.toMillis();
        long firstMs = (System.currentTimeMillis() / windowMs + 1) * windowMs;
        long driftMs = firstMs + CALM_WINDOWS * windowMs;
        long endMs = firstMs + WINDOWS * windowMs;
        Workload workload = new Workload(FEATURES, 1);
        LivePublisher.Source source =
                (i, timeMs) -> timeMs < driftMs ? workload.event(i, timeMs) : drifted(workload.event(i, timeMs));
        try (LivePublisher publisher = new LivePublisher(services, TOPIC, EVENTS_PER_SECOND, source);
                LiveDetector detector = LiveDetector.start(services, TOPIC, NAME, state, settings)) {
            publisher.start();
            detector.used();
            follow(config, firstMs, endMs);
        }
        return new AlertDelay(
                WINDOW.toSeconds(),
                LATENESS.toSeconds(),
                StreamsDefaults.COMMIT_INTERVAL.toMillis() / 1e3,
                List.copyOf(reports.values()),
                List.copyOf(alerts.values()));
    }

    private static InferenceEvent drifted(InferenceEvent event) {
        Map<String, FeatureValue> values = new TreeMap<>();
        event.features()
                .forEach((name, value) -> values.put(
                        name,
                        value instanceof FeatureValue.Numeric number
                                ? new FeatureValue.Numeric(number.value() * DRIFT_FACTOR)
                                : value));
        return new InferenceEvent(
                event.eventId(),
                event.model(),
                event.modelVersion(),
                event.eventTimeMs(),
                values,
                event.prediction(),
                event.scores(),
                event.segments(),
                event.latencyMs());
    }

    private void publishBaseline(DetectorConfig config) throws InterruptedException {
        Workload workload = new Workload(FEATURES, 1);
        BaselineBuilder builder = new BaselineBuilder();
        long now = System.currentTimeMillis();
        for (int i = 0; i < BASELINE_ROWS; i++) {
            builder.add(workload.event(i, now - WINDOW.toMillis() * BASELINE_ROWS / (i + 1)));
        }
        ModelVersion model = new ModelVersion("model-0", "1");
        BaselineSet set =
                builder.build(new BaselineOrigin(model, "drawn", Map.of(), now, now), BASELINE_ROWS + " drawn events");
        List<BaselineRecord> records = new ArrayList<>(set.features().values());
        records.add(set.manifest());
        try (AvroWire wire = AvroWire.open(config.registry(), true);
                KafkaProducer<String, BaselineRecord> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", services.bootstrapServers()),
                        new StringSerializer(),
                        wire.baselines())) {
            for (BaselineRecord record : records) {
                producer.send(new ProducerRecord<>(config.topics().baselines(), record.key(), record));
            }
            producer.flush();
        }
    }

    private void follow(DetectorConfig config, long firstMs, long endMs) {
        progress.begin("time from window end to alert, windows", WINDOWS);
        long deadline = endMs + PATIENCE.toMillis();
        try (AvroWire wire = AvroWire.open(config.registry(), false);
                Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", services.bootstrapServers(), "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> topics = List.of(
                    new TopicPartition(config.topics().reports(), 0),
                    new TopicPartition(config.topics().alerts(), 0));
            consumer.assign(topics);
            consumer.seekToBeginning(topics);
            var reportReader = wire.reportReader();
            var alertReader = wire.alertReader();
            while (reports.size() < WINDOWS && System.currentTimeMillis() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    if (record.topic().equals(config.topics().alerts())) {
                        note(
                                alerts,
                                alertReader
                                        .deserialize(record.topic(), record.value())
                                        .window(),
                                firstMs);
                        continue;
                    }
                    var report = reportReader.deserialize(record.topic(), record.value());
                    if (report.feature().equals(FeatureNames.ALL)
                            && report.window().sizeMs() == WINDOW.toMillis()) {
                        note(reports, report.window(), firstMs);
                        progress.at(reports.size());
                    }
                }
            }
        }
        progress.end();
        if (reports.isEmpty() || alerts.isEmpty()) {
            throw new IllegalStateException(
                    reports.size() + " windows were reported and " + alerts.size() + " alerted");
        }
    }

    private static void note(Map<TimeWindow, Double> delays, TimeWindow window, long firstMs) {
        if (window.sizeMs() == WINDOW.toMillis() && window.startMs() >= firstMs) {
            delays.putIfAbsent(window, (System.currentTimeMillis() - window.endMs()) / 1e3);
        }
    }
}
