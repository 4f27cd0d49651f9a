package io.tidegauge.realdata;

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
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Publishes a set by the product's own code: the first rows as a baseline, the others as events, round robin. */
final class RowPublisher implements AutoCloseable {

    private final DataSet set;
    private final int partitions;
    private final String eventTopic;
    private final String baselineTopic;
    private final Serializer<InferenceEvent> events;
    private final Serializer<BaselineRecord> baselines;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    RowPublisher(DataSet set, TestCluster cluster, DetectorConfig config, int partitions) {
        this.set = set;
        this.partitions = partitions;
        this.eventTopic = config.topics().events().get(0);
        this.baselineTopic = config.topics().baselines();
        this.events = cluster.wire().events();
        this.baselines = cluster.wire().baselines();
        this.producer = cluster.producer();
    }

    /** Publishes everything; the baseline made of the first rows. */
    BaselineSet publish() {
        ModelVersion model = new ModelVersion(set.name(), "1");
        ColumnTypes types = new ColumnTypes(Set.copyOf(set.numeric()), Set.copyOf(set.categorical()), Set.of(), ',');
        BaselineBuilder builder = new BaselineBuilder();
        Map<String, FeatureKind> kinds = kinds();
        try (RowReader reader = RowReader.open(set.csv(), types)) {
            kinds.keySet().retainAll(reader.columns());
            ColumnRoles roles = new ColumnRoles(kinds.keySet(), Set.of(), null, null, null, Set.of(), Set.of());
            RowEvents rows =
                    new RowEvents(set.csv(), model, roles, new RowTimes.Stepped(set.startMs(), DataSet.MS_PER_ROW));
            reader.forEach(RowRange.ALL, row -> {
                if (row.number() < set.baselineRows()) {
                    builder.add(rows.eventOf(row));
                } else {
                    send(rows.eventOf(row), (int) (row.number() % partitions));
                }
            });
        }
        BaselineOrigin origin = new BaselineOrigin(model, "first-rows", kinds, set.startMs(), set.startMs());
        BaselineSet baseline = builder.build(origin, set.csv().getFileName().toString());
        send(baseline);
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("a record was not acknowledged", failure.get());
        }
        return baseline;
    }

    private Map<String, FeatureKind> kinds() {
        Map<String, FeatureKind> kinds = new HashMap<>();
        set.numeric().forEach(name -> kinds.put(name, FeatureKind.NUMERIC));
        set.categorical().forEach(name -> kinds.put(name, FeatureKind.CATEGORICAL));
        return kinds;
    }

    private void send(InferenceEvent event, int partition) {
        send(new ProducerRecord<>(eventTopic, partition, null, events.serialize(eventTopic, event)));
    }

    private void send(BaselineSet baseline) {
        List<BaselineRecord> records = new ArrayList<>(baseline.features().values());
        records.add(baseline.manifest());
        for (BaselineRecord record : records) {
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            send(new ProducerRecord<>(baselineTopic, key, baselines.serialize(baselineTopic, record)));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                failure.set(failed);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
