package io.tidegauge.crash;

import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.testkit.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;

/**
 * Events of four models, published at a steady rate over all partitions: most in time, some late, some that nobody can
 * read. Every record's key is its model, so that what became of it can be told from wherever it ends.
 */
public final class Traffic implements AutoCloseable {

    public static final List<String> MODELS = List.of("churn", "fraud", "price", "without-baseline");

    /** 2021-01-01T00:00:00Z. */
    public static final long T0 = 1_609_459_200_000L;

    /** Event time between one event and the next. */
    private static final long STEP_MS = 10;

    private static final long BATCH_MS = 20;
    private static final int PARTITIONS = 4;

    private final Random random;
    private final String topic;
    private final boolean inTime;
    private final int least;
    private final int perBatch;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<InferenceEvent> writer;
    private final SortedMap<String, Long> published = new TreeMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int sent;
    private boolean enough;

    /** Some of it is late. */
    public Traffic(TestCluster cluster, String topic, long seed, int least, int perSecond) {
        this(cluster, topic, seed, least, perSecond, false);
    }

    /** None of it is late by a second or more, so that what is told of it depends on nothing else. */
    public static Traffic inTime(TestCluster cluster, String topic, long seed, int least, int perSecond) {
        return new Traffic(cluster, topic, seed, least, perSecond, true);
    }

    private Traffic(TestCluster cluster, String topic, long seed, int least, int perSecond, boolean inTime) {
        this.random = new Random(seed);
        this.topic = topic;
        this.inTime = inTime;
        this.least = least;
        this.perBatch = (int) (perSecond * BATCH_MS / 1_000);
        this.producer = cluster.producer();
        this.writer = cluster.wire().events();
    }

    /** Baselines of all models but the last, of the law that the traffic begins with. */
    public void publishBaselines(TestCluster cluster, String baselineTopic) throws Exception {
        Serializer<BaselineRecord> records = cluster.wire().baselines();
        for (String model : MODELS.subList(0, MODELS.size() - 1)) {
            BaselineBuilder builder = new BaselineBuilder();
            for (int i = 0; i < 3_000; i++) {
                builder.add(event(model, T0 - i * STEP_MS, 1));
            }
            ModelVersion version = new ModelVersion(model, "1");
            BaselineSet set = builder.build(new BaselineOrigin(version, "b1", Map.of(), 0, T0), "generated");
            List<BaselineRecord> all = new ArrayList<>(set.features().values());
            all.add(set.manifest());
            for (BaselineRecord record : all) {
                byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(baselineTopic, key, records.serialize(baselineTopic, record)))
                        .get();
            }
        }
    }

    /** Publishes from now on. */
    public void start() {
        clock.scheduleAtFixedRate(this::batch, 0, BATCH_MS, TimeUnit.MILLISECONDS);
    }

    /** Publishes no more than the least number it was made for, or than it has already. */
    public synchronized void enough() {
        enough = true;
    }

    private synchronized void batch() {
        for (int i = 0; i < perBatch && !done(); i++) {
            publish(sent++);
        }
    }

    public synchronized boolean done() {
        return enough && sent >= least;
    }

    public synchronized int sent() {
        return sent;
    }

    private void publish(int i) {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        long time = T0 + i * STEP_MS - random.nextInt(500);
        int fate = random.nextInt(1_000);
        if (fate < 3) {
            send(model, unreadable(fate, model, time));
            return;
        }
        boolean late = fate < 8 && !inTime;
        boolean drifted = model.equals("price") && i > least / 4;
        send(model, write(event(model, late ? time - 60_000 : time, drifted ? 1.7 : 1)));
    }

    private byte[] unreadable(int fate, String model, long time) {
        return switch (fate) {
            case 0 -> new byte[] {42, 42, 42, 42, 42, 42, 42};
            case 1 -> new byte[0];
            default ->
                write(EventBuilder.event(model, "1", time).number("$own", 1).build());
        };
    }

    private InferenceEvent event(String model, long time, double scale) {
        EventBuilder event = EventBuilder.event(model, "1", time)
                .number("amount", scale * (50 + 10 * random.nextGaussian()))
                .number("count", random.nextInt(20))
                .text("city", "c" + random.nextInt(8));
        return (random.nextInt(50) == 0 ? event.missing("city") : event).build();
    }

    /** Publishes what is still due, and then what closes every window but the last. */
    public void end() {
        enough();
        Awaitility.await("everything to be published")
                .atMost(Duration.ofSeconds(180))
                .until(this::done);
        close(60_000);
    }

    /** One more event of every model in every partition, after all others: it brings the last late rows into a report. */
    public void close(long afterMs) {
        long time = T0 + sent() * STEP_MS + afterMs;
        for (String model : MODELS) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                send(model, partition, write(event(model, time, 1)));
            }
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("an event was not acknowledged", failed);
        }
    }

    /** Records acknowledged, by model. */
    public synchronized SortedMap<String, Long> published() {
        return new TreeMap<>(published);
    }

    /** Records acknowledged. */
    public synchronized long total() {
        return published.values().stream().mapToLong(Long::longValue).sum();
    }

    private byte[] write(InferenceEvent event) {
        return writer.serialize(topic, event);
    }

    private void send(String model, byte[] value) {
        send(model, random.nextInt(PARTITIONS), value);
    }

    private synchronized void send(String model, int partition, byte[] value) {
        byte[] key = model.getBytes(StandardCharsets.UTF_8);
        published.merge(model, 1L, Long::sum);
        producer.send(new ProducerRecord<>(topic, partition, key, value), (metadata, failed) -> {
            if (failed != null) {
                failure.set(failed);
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close();
    }
}
