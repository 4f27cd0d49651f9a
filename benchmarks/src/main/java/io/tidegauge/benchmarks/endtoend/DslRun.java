package io.tidegauge.benchmarks.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The obvious topology: a record for every value, grouped by feature, a KLL sketch of every window in RocksDB. All by Kafka
 * Streams' defaults, at least once, strings by their hash. It reads only the last events of the topic, as it would need
 * minutes for all.
 */
final class DslRun implements Run {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** As long as all event time in the topic: no value is late, however far partitions are apart. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Surroundings surroundings;
    private final long total;
    private final double valuesPerEvent;
    private final KafkaStreams streams;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong exploded = new AtomicLong();
    private final AtomicLong aggregated = new AtomicLong();

    /**
     * Prepares it.
     *
     * @param most events that are read at the most
     */
    DslRun(Surroundings surroundings, int threads, long most) {
        this.surroundings = surroundings;
        this.total = Math.min(surroundings.events(), most / TopicSpec.PARTITIONS * TopicSpec.PARTITIONS);
        this.valuesPerEvent = (double) surroundings.values() / surroundings.events();
        Properties properties = StreamsDefaults.of(surroundings, threads);
        this.streams = new KafkaStreams(topology(), properties);
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        surroundings.topic(),
                        Consumed.with(Serdes.ByteArray(), eventSerde())
                                .withTimestampExtractor((record, partitionTime) ->
                                        (long) ((GenericRecord) record.value()).get("event_time")))
                .flatMap((key, event) -> explode(event))
                .groupByKey(Grouped.with("values", Serdes.String(), Serdes.Double()))
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
                .aggregate(
                        KllDoublesSketch::newHeapInstance,
                        (feature, value, sketch) -> add(value, sketch),
                        Materialized.<String, KllDoublesSketch, WindowStore<Bytes, byte[]>>as("sketches")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(sketchSerde()));
        return builder.build();
    }

    private static Serde<GenericRecord> eventSerde() {
        ThreadLocal<GenericDecoding> decoding = ThreadLocal.withInitial(GenericDecoding::new);
        return Serdes.serdeFrom(
                (topic, event) -> {
                    throw new UnsupportedOperationException("events are only read");
                },
                (topic, bytes) -> decoding.get().decode(bytes));
    }

    private static Serde<KllDoublesSketch> sketchSerde() {
        return Serdes.serdeFrom(
                (topic, sketch) -> sketch.toByteArray(),
                (topic, bytes) -> KllDoublesSketch.heapify(Memory.wrap(bytes)));
    }

    private List<KeyValue<String, Double>> explode(GenericRecord event) {
        String prefix = event.get("model") + "|" + event.get("model_version") + "|";
        List<KeyValue<String, Double>> values = new ArrayList<>();
        GenericDecoding.features(event).forEach((feature, value) -> {
            if (value != null) {
                double number = value instanceof Number given ? given.doubleValue() : value.hashCode();
                values.add(KeyValue.pair(prefix + feature, number));
            }
        });
        exploded.addAndGet(values.size());
        events.incrementAndGet();
        return values;
    }

    private KllDoublesSketch add(double value, KllDoublesSketch sketch) {
        sketch.update(value);
        aggregated.incrementAndGet();
        return sketch;
    }

    @Override
    public void start() throws ExecutionException, InterruptedException {
        beginNearTheEnd();
        streams.start();
    }

    private void beginNearTheEnd() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = IntStream.range(0, TopicSpec.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(surroundings.topic(), partition))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", surroundings.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> from = new HashMap<>();
            admin.listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .forEach((partition, end) ->
                            from.put(partition, new OffsetAndMetadata(end.offset() - total / TopicSpec.PARTITIONS)));
            admin.alterConsumerGroupOffsets(surroundings.name(), from).all().get();
        }
    }

    @Override
    public long total() {
        return total;
    }

    /** As many as the values that have reached their sketch are of. */
    @Override
    public long events() {
        return (long) (aggregated.get() / valuesPerEvent);
    }

    @Override
    public void finish() {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while ((events.get() < total || aggregated.get() < exploded.get()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        Whole.require("events read", events.get(), total);
        Whole.require("values aggregated", aggregated.get(), exploded.get());
    }

    @Override
    public boolean worksIn(String threadName) {
        return StreamsDefaults.isStreamThread(threadName);
    }

    @Override
    public void close() {
        streams.close();
    }
}
