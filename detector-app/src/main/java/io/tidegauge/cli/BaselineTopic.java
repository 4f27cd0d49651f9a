package io.tidegauge.cli;

import io.tidegauge.baseline.BaselineCatalogue;
import io.tidegauge.baseline.BaselineKey;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.serde.AvroWire;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The topic of baselines, read and written whole. */
record BaselineTopic(Connection connection, PrintWriter err) {

    /** The sets on the topic now. */
    BaselineCatalogue read() {
        BaselineCatalogue catalogue = new BaselineCatalogue();
        try (AvroWire wire = AvroWire.open(connection.registry(), false);
                TopicReader<BaselineRecord> reader =
                        new TopicReader<>(connection, name(), wire.baselineReader(), err)) {
            reader.readToEnd((key, record) -> take(key, record, catalogue));
        }
        return catalogue;
    }

    /** Writes the features, then the manifest, which makes the set count; returns when all replicas have them. */
    void publish(BaselineSet set) {
        Map<String, @Nullable BaselineRecord> features = new LinkedHashMap<>();
        set.features().values().forEach(feature -> features.put(feature.key(), feature));
        write(features);
        write(Map.of(set.manifest().key(), set.manifest()));
    }

    /** Takes the records off the topic, manifests first, so that no set is ever seen in part. */
    void withdraw(Collection<BaselineKey> keys) {
        Map<String, @Nullable BaselineRecord> manifests = new LinkedHashMap<>();
        Map<String, @Nullable BaselineRecord> features = new LinkedHashMap<>();
        keys.forEach(key -> (key.feature().equals(FeatureNames.ALL) ? manifests : features).put(key.encoded(), null));
        write(manifests);
        write(features);
    }

    /** The keys of the set's records on the topic, readable or not, by model and version. */
    SortedMap<String, List<BaselineKey>> keys(String baselineId) {
        Map<String, BaselineKey> present = new TreeMap<>();
        try (TopicReader<byte[]> reader = new TopicReader<>(connection, name(), new ByteArrayDeserializer(), err)) {
            reader.readToEnd((key, value) -> {
                if (value == null) {
                    present.remove(key);
                } else {
                    parse(key, present);
                }
            });
        }
        SortedMap<String, List<BaselineKey>> keys = new TreeMap<>();
        present.values().stream()
                .filter(key -> key.baselineId().equals(baselineId))
                .forEach(key -> keys.computeIfAbsent(key.model().toString(), model -> new ArrayList<>())
                        .add(key));
        return keys;
    }

    private String name() {
        return connection.topics().baselines();
    }

    private void take(String key, @Nullable BaselineRecord record, BaselineCatalogue catalogue) {
        if (record != null && !record.key().equals(key)) {
            err.println(
                    name() + ": the record under key '" + key + "' says it is '" + record.key() + "' and is skipped");
        } else if (record != null) {
            catalogue.put(record);
        } else {
            Map<String, BaselineKey> withdrawn = new TreeMap<>();
            parse(key, withdrawn);
            withdrawn.values().forEach(catalogue::remove);
        }
    }

    private void parse(String key, Map<String, BaselineKey> into) {
        try {
            into.put(key, BaselineKey.parse(key));
        } catch (IllegalArgumentException e) {
            err.println(name() + ": " + e.getMessage());
        }
    }

    private void write(Map<String, @Nullable BaselineRecord> records) {
        connection.partitions(name());
        try (AvroWire wire = AvroWire.open(connection.registry(), true);
                Producer<String, @Nullable BaselineRecord> producer =
                        new KafkaProducer<>(connection.producer(), new StringSerializer(), wire.baselines())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach((key, record) -> sent.add(producer.send(new ProducerRecord<>(name(), key, record))));
            producer.flush();
            for (Future<?> answer : sent) {
                answer.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic '" + name() + "' was not written: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
