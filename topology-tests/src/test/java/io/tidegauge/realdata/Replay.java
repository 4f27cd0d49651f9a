package io.tidegauge.realdata;

import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.ColumnRoles;
import io.tidegauge.baseline.ColumnTypes;
import io.tidegauge.baseline.RowEvents;
import io.tidegauge.baseline.RowRange;
import io.tidegauge.baseline.RowReader;
import io.tidegauge.baseline.RowTimes;
import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One set through the whole product: a baseline of its first rows, the rest as events in event time through a real
 * broker, and what the detector published of them.
 */
record Replay(BaselineSet baseline, List<FeatureReport> reports, List<DriftAlert> alerts) {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String SETTINGS = """
            windows:
              size: %1$ds
              advance: %1$ds
              lateness: 0s
            timing:
              idle-timeout: 2s
              commit-interval: 200ms
            state:
              internal-partitions: 2
              directory: "%2$s"
            """;

    static Replay run(DataSet set, TestCluster cluster, Path directory) throws Exception {
        String application = "real-" + set.name().toLowerCase().replaceAll("[^a-z0-9-]", "-");
        Path file = cluster.configFile(
                directory, application, SETTINGS.formatted(set.windowRows(), directory.resolve("state-" + set.name())));
        DetectorConfig config = cluster.prepare(file, PARTITIONS);
        Rows rows = Rows.read(set);
        publish(cluster, config, rows);
        try (RunningDetector detector = RunningDetector.start(config);
                TopicLog<FeatureReport> reports =
                        cluster.follow(config.topics().reports(), cluster.wire().reportReader());
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader())) {
            reports.until(
                    PATIENCE,
                    () -> "every row of " + set + " to be reported, "
                            + detector.detector().ready(),
                    () -> rowsOf(reports.values()) >= set.published());
            alerts.toEnd();
            return new Replay(rows.baseline(), List.copyOf(reports.values()), List.copyOf(alerts.values()));
        }
    }

    private static long rowsOf(List<FeatureReport> reports) {
        return reports.stream()
                .filter(report -> report.feature().equals(FeatureNames.ALL))
                .mapToLong(report -> report.rows() + report.lateRows())
                .sum();
    }

    /** A set's rows: the first as a baseline, the others as events. */
    private record Rows(BaselineSet baseline, List<InferenceEvent> events) {

        static Rows read(DataSet set) {
            ModelVersion model = new ModelVersion(set.name(), "1");
            Map<String, FeatureKind> kinds = new HashMap<>();
            set.numeric().forEach(name -> kinds.put(name, FeatureKind.NUMERIC));
            set.categorical().forEach(name -> kinds.put(name, FeatureKind.CATEGORICAL));
            ColumnRoles roles = new ColumnRoles(kinds.keySet(), Set.of(), null, null, null, Set.of(), Set.of());
            ColumnTypes types =
                    new ColumnTypes(new TreeSet<>(set.numeric()), new TreeSet<>(set.categorical()), Set.of(), ',');
            RowEvents toEvents =
                    new RowEvents(set.csv(), model, roles, new RowTimes.Stepped(set.startMs(), DataSet.MS_PER_ROW));
            BaselineBuilder baseline = new BaselineBuilder();
            List<InferenceEvent> events = new ArrayList<>();
            try (RowReader reader = RowReader.open(set.csv(), types)) {
                reader.forEach(RowRange.ALL, row -> {
                    InferenceEvent event = toEvents.eventOf(row);
                    if (row.number() < set.baselineRows()) {
                        baseline.add(event);
                    } else {
                        events.add(event);
                    }
                });
            }
            BaselineOrigin origin = new BaselineOrigin(model, "first-rows", kinds, set.startMs(), set.startMs());
            return new Rows(baseline.build(origin, set.csv().getFileName().toString()), events);
        }
    }

    private static void publish(TestCluster cluster, DetectorConfig config, Rows rows) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            String baselines = config.topics().baselines();
            Serializer<BaselineRecord> baselineWriter = cluster.wire().baselines();
            List<BaselineRecord> records =
                    new ArrayList<>(rows.baseline().features().values());
            records.add(rows.baseline().manifest());
            for (BaselineRecord record : records) {
                sent.add(producer.send(new ProducerRecord<>(
                        baselines,
                        record.key().getBytes(StandardCharsets.UTF_8),
                        baselineWriter.serialize(baselines, record))));
            }
            String events = config.topics().events().get(0);
            Serializer<InferenceEvent> eventWriter = cluster.wire().events();
            for (int i = 0; i < rows.events().size(); i++) {
                byte[] value = eventWriter.serialize(events, rows.events().get(i));
                sent.add(producer.send(new ProducerRecord<>(events, i % PARTITIONS, null, value)));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }
}
