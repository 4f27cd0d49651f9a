package io.tidegauge.badinput;

import static io.tidegauge.testkit.EventBuilder.event;

import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.testkit.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes what is wrong, each case as a model of its own, and remembers where the broker put what must be refused. */
final class BadTraffic implements AutoCloseable {

    static final long T0 = 1_609_459_200_000L;

    /** Baseline records that cannot be read, or are not what their key says, by key. */
    static final List<String> BAD_BASELINES = List.of("no-key-at-all", "bad-baseline/1/x/b0", "bad-baseline/1/*/b1");

    private final TestCluster cluster;
    private final String eventTopic;
    private final String baselineTopic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, RecordMetadata> refused = new HashMap<>();
    private int models;

    BadTraffic(TestCluster cluster, DetectorConfig config) {
        this.cluster = cluster;
        this.eventTopic = config.topics().events().get(0);
        this.baselineTopic = config.topics().baselines();
        this.producer = cluster.producer();
    }

    /** Where the records are that must be refused, by the case's name. */
    Map<String, RecordMetadata> refused() {
        return refused;
    }

    /** Models of which something good was published. */
    int models() {
        return models;
    }

    byte[] write(InferenceEvent event) {
        return cluster.wire().events().serialize(eventTopic, event);
    }

    /** Each bad event, and after it in its partition a good one. */
    void publish(List<BadEvent> badEvents) throws Exception {
        for (int i = 0; i < badEvents.size(); i++) {
            BadEvent bad = badEvents.get(i);
            refused.put(bad.name(), send(bad.name(), i % 2, bad.value()));
            send(bad.name(), i % 2, write(BadEvent.good(bad.name(), T0 + i)));
            models++;
        }
    }

    /** Five rows: NaN, both infinities, a number and a null. */
    void publishNotNumbers() throws Exception {
        String model = "not-numbers";
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1}) {
            send(model, 0, write(event(model, "1", T0).number("x", value).build()));
        }
        send(model, 0, write(event(model, "1", T0).missing("x").build()));
        models++;
    }

    /** A hundred rows of two features that the baseline knows as numbers; every fourth has a text for one of them. */
    void publishWrongTypes() throws Exception {
        String model = "wrong-type";
        for (int i = 0; i < 100; i++) {
            EventBuilder row = event(model, "1", T0 + i).number("y", i % 10);
            row = i % 4 == 0 ? row.text("x", "n/a") : row.number("x", i % 10);
            send(model, 0, write(row.build()));
        }
        models++;
    }

    /** Baseline records that are refused, a good event of the model they name, and after them a good set. */
    void publishBaselines() throws Exception {
        BaselineSet good = baseline("wrong-type");
        for (String key : BAD_BASELINES) {
            byte[] value = key.endsWith("b1") ? write(good.manifest()) : new byte[] {1, 2, 3};
            refused.put(key, sendBaseline(key, value));
        }
        List<BaselineRecord> records = new ArrayList<>(good.features().values());
        records.add(good.manifest());
        for (BaselineRecord record : records) {
            sendBaseline(record.key(), write(record));
        }
        send("bad-baseline", 1, write(BadEvent.good("bad-baseline", T0)));
        models++;
    }

    private static BaselineSet baseline(String model) {
        BaselineBuilder builder = new BaselineBuilder();
        for (int i = 0; i < 1_000; i++) {
            builder.add(event(model, "1", T0 - i)
                    .number("x", i % 10)
                    .number("y", i % 10)
                    .build());
        }
        return builder.build(new BaselineOrigin(new ModelVersion(model, "1"), "b1", Map.of(), 0, T0), "generated");
    }

    private byte[] write(BaselineRecord record) {
        return cluster.wire().baselines().serialize(baselineTopic, record);
    }

    private RecordMetadata send(String key, int partition, byte[] value) throws Exception {
        return producer.send(new ProducerRecord<>(eventTopic, partition, bytes(key), value))
                .get();
    }

    private RecordMetadata sendBaseline(String key, byte[] value) throws Exception {
        return producer.send(new ProducerRecord<>(baselineTopic, bytes(key), value))
                .get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
