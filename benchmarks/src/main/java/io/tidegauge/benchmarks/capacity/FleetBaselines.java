package io.tidegauge.benchmarks.capacity;

import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineManifest;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.serde.AvroWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Baselines of a share of the models: two weeks of hourly blocks, drawn once from the same law as the events and published
 * under the name of every model.
 */
final class FleetBaselines {

    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    private static final int HOURS = 14 * 24;
    private static final int ROWS_OF_HOUR = 40;

    private final Site site;
    private final Plan plan;

    FleetBaselines(Site site, Plan plan) {
        this.site = site;
        this.plan = plan;
    }

    void publish() {
        String topic = site.config().topics().baselines();
        BaselineSet drawn = drawn();
        long bytes = 0;
        try (AvroWire wire = site.wire();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(site.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            Serializer<BaselineRecord> serializer = wire.baselines();
            for (int model = 0; model < plan.modelsWithBaseline(); model++) {
                for (BaselineRecord record : of(Fleet.model(model), drawn)) {
                    byte[] value = serializer.serialize(topic, record);
                    bytes += value.length;
                    producer.send(new ProducerRecord<>(topic, record.key().getBytes(StandardCharsets.UTF_8), value));
                }
            }
        }
        Capacity.say(
                "published baselines of %d models, %,d bytes a feature",
                plan.modelsWithBaseline(), bytes / plan.modelsWithBaseline() / plan.features);
    }

    private BaselineSet drawn() {
        long now = System.currentTimeMillis() / HOUR_MS * HOUR_MS;
        long start = now - (HOURS + 24) * HOUR_MS;
        BaselineBuilder builder = new BaselineBuilder(HOUR_MS);
        Fleet fleet = new Fleet(plan, new SplittableRandom(2));
        for (int row = 0; row < HOURS * ROWS_OF_HOUR; row++) {
            builder.add(fleet.event(0, start + row * (HOUR_MS / ROWS_OF_HOUR)));
        }
        return builder.build(new BaselineOrigin(Fleet.model(0), "two weeks", Map.of(), start, now), "benchmark");
    }

    private static Iterable<BaselineRecord> of(ModelVersion model, BaselineSet set) {
        BaselineManifest manifest = set.manifest();
        List<BaselineRecord> records = new ArrayList<>();
        for (FeatureBaseline feature : set.features().values()) {
            records.add(new FeatureBaseline(
                    model,
                    feature.baselineId(),
                    feature.feature(),
                    feature.kind(),
                    feature.rows(),
                    feature.profile(),
                    feature.blocks(),
                    feature.rulesOff()));
        }
        records.add(new BaselineManifest(
                model,
                manifest.baselineId(),
                new TreeSet<>(manifest.features()),
                manifest.effectiveFromMs(),
                manifest.createdMs(),
                manifest.rows(),
                manifest.source()));
        return records;
    }
}
