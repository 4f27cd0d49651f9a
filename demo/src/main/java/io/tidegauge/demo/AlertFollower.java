package io.tidegauge.demo;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.TopicSettings;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.serde.AvroWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what the detector says, as any consumer would: committed alerts, and which windows have been closed. */
final class AlertFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicSettings topics;
    private final AvroWire wire;
    private final Deserializer<DriftAlert> alerts;
    private final Deserializer<FeatureReport> reports;
    private final Consumer<byte[], byte[]> consumer;
    private long closedUpToMs = Long.MIN_VALUE;

    AlertFollower(DetectorConfig config) {
        this.topics = config.topics();
        this.wire = AvroWire.open(config.registry(), false);
        this.alerts = wire.alertReader();
        this.reports = wire.reportReader();
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(topics.alerts(), topics.reports())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The alerts since the last call, after waiting for something a moment. */
    List<DriftAlert> poll() {
        List<DriftAlert> news = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(topics.alerts())) {
                news.add(alerts.deserialize(record.topic(), record.headers(), record.value()));
            } else {
                note(reports.deserialize(record.topic(), record.headers(), record.value()));
            }
        }
        return news;
    }

    /** The alerts between the last call and the topic's end as of now. */
    List<DriftAlert> rest() {
        List<TopicPartition> partitions = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topics.alerts()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<DriftAlert> news = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            news.addAll(poll());
        }
        return news;
    }

    /** Event time up to which windows are known to be closed, with all that the detector says of them committed. */
    long closedUpToMs() {
        return closedUpToMs;
    }

    /** A window's report tells that the windows before it are done: its own commit may still be under way. */
    private void note(FeatureReport report) {
        if (report.feature().equals(FeatureNames.ALL)) {
            closedUpToMs = Math.max(closedUpToMs, report.window().startMs());
        }
    }

    @Override
    public void close() {
        consumer.close();
        alerts.close();
        reports.close();
        wire.close();
    }
}
