package io.tidegauge.flood;

import io.tidegauge.cluster.TestCluster;
import io.tidegauge.testkit.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Two honest models with baselines, and beside them, in the same partitions and partly under the first one's name, whatever
 * a detector would not want to be sent. Counts by itself what the honest models' windows must hold.
 */
final class HostileTraffic implements AutoCloseable {

    static final String PRICE = "price";
    static final String CHURN = "churn";
    static final long WINDOW_MS = 60_000;

    /** Records of the hostile in the first model's name have this key, then the start of their window. */
    static final String IN_ITS_NAME = "in-its-name@";

    /** 2021-01-01T00:00:00Z. */
    static final long T0 = 1_609_459_200_000L;

    private static final long FIFTY_YEARS_MS = 50L * 365 * 24 * 3_600_000;
    private static final int TWENTY_SECONDS_MS = 20_000;
    private static final long STEP_MS = 4;
    private static final int BURST = 500;
    private static final int PARTITIONS = 4;
    private static final int NAMES_PER_EVENT = 500;
    private static final int CATEGORIES_PER_EVENT = 4;
    private static final int MOST_FEATURES = 4_096;

    private final Random random;
    private final String topic;
    private final RawEvents raw;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final SortedMap<String, SortedMap<Long, SortedMap<String, Long>>> honestValues = new TreeMap<>();
    private final SortedMap<Long, Long> hostileInItsName = new TreeMap<>();
    private int honest;
    private long published;
    private long bytes;

    HostileTraffic(TestCluster cluster, String topic, long seed) {
        this.random = new Random(seed);
        this.topic = topic;
        this.raw = new RawEvents(
                cluster.wire().events(),
                topic,
                EventBuilder.event(PRICE, "1", T0).build());
        this.producer = cluster.producer();
    }

    /** An event of the honest models' law: categories and whole numbers, which profiles hold exactly. */
    static Map<String, Object> honestFeatures(Random random) {
        Map<String, Object> features = new HashMap<>();
        features.put("amount", (double) (50 + (int) (8 * random.nextGaussian())));
        features.put("count", (double) random.nextInt(20));
        features.put("city", "c" + random.nextInt(8));
        return features;
    }

    /** Events of both honest models, in turn. */
    void honest(int events) {
        for (int i = 0; i < events; i++) {
            String model = honest % 2 == 0 ? PRICE : CHURN;
            long time = now() - random.nextInt(500);
            Map<String, Object> features = honestFeatures(random);
            SortedMap<String, Long> values = honestValues
                    .computeIfAbsent(model, key -> new TreeMap<>())
                    .computeIfAbsent(windowOf(time), key -> new TreeMap<>());
            features.forEach((name, value) -> values.merge(name + "=" + value, 1L, Long::sum));
            values.merge("rows", 1L, Long::sum);
            send(model, raw.write(model, "1", time, features));
            honest++;
        }
    }

    /** All of the flood, well mixed, with an honest event after each of its own. */
    void flood(double scale, Runnable nowAndThen) {
        List<Runnable> events = new ArrayList<>();
        add(events, (int) (1_000_000 * scale) / NAMES_PER_EVENT, i -> own("hostile-names", names(i)));
        add(events, (int) (1_000_000 * scale) / NAMES_PER_EVENT, i -> inItsName(names(i)));
        add(events, (int) (1_000_000 * scale) / CATEGORIES_PER_EVENT, i -> own("hostile-categories", categories(i)));
        add(events, 10_000, i -> own("hostile-model-" + i, Map.of("x", (double) i)));
        add(events, 3_000, i -> send("v", raw.write("hostile-versions", "v" + i, now(), Map.of("x", 1.0))));
        add(events, 1_000, i -> send("v", raw.write(PRICE, "v" + i, now(), Map.of("amount", 1.0))));
        add(events, (int) (500 * scale), i -> own("hostile-size", numbers(10_000, "f")));
        add(events, (int) (1_000 * scale), i -> own("hostile-wide", numbers(MOST_FEATURES, "w")));
        add(events, (int) (20_000 * scale), i -> anyTime());
        add(events, (int) (1_000 * scale), i -> own("hostile-strings", Map.of("s", text(60_000, i))));
        add(events, (int) (200 * scale), i -> own("hostile-strings", Map.of("s", text(900_000, i))));
        Collections.shuffle(events, random);
        // More at once than one commit and one announcement apart, whatever the machine.
        for (int i = 0; i < BURST; i++) {
            events.add(0, () -> inItsName(names(random.nextInt(2_000))));
            events.add(0, this::anyTime);
        }
        for (int i = 0; i < events.size(); i++) {
            events.get(i).run();
            honest(1);
            if (i % 2_000 == 0) {
                nowAndThen.run();
            }
        }
    }

    private void anyTime() {
        // By turns so long ago that its window closes at once, and so lately that it stays open for its lateness.
        long time = random.nextBoolean()
                ? (long) (random.nextDouble() * FIFTY_YEARS_MS)
                : now() - random.nextInt(TWENTY_SECONDS_MS);
        send("t", raw.write("hostile-times", "1", time, Map.of("x", 1.0)));
    }

    private static void add(List<Runnable> events, int count, IntConsumer event) {
        for (int i = 0; i < count; i++) {
            int number = i;
            events.add(() -> event.accept(number));
        }
    }

    private Map<String, Object> names(int event) {
        Map<String, Object> features = new HashMap<>();
        for (int i = 0; i < NAMES_PER_EVENT; i++) {
            features.put("name-made-of-a-value-" + (event * NAMES_PER_EVENT + i), 1.0);
        }
        return features;
    }

    private Map<String, Object> categories(int event) {
        Map<String, Object> features = new HashMap<>();
        for (int i = 0; i < CATEGORIES_PER_EVENT; i++) {
            int value = event * CATEGORIES_PER_EVENT + i;
            features.put("id" + i, event % 10 == 0 ? text(2_000, value) : "user-" + value);
        }
        return features;
    }

    private Map<String, Object> numbers(int features, String prefix) {
        Map<String, Object> numbers = new HashMap<>();
        for (int i = 0; i < features; i++) {
            numbers.put(prefix + i, random.nextDouble());
        }
        return numbers;
    }

    private static String text(int length, int number) {
        return "x".repeat(length - 10) + String.format("%010d", number);
    }

    private void own(String model, Map<String, Object> features) {
        send(model, raw.write(model, "1", now(), features));
    }

    private void inItsName(Map<String, Object> features) {
        long window = windowOf(now());
        hostileInItsName.merge(window, 1L, Long::sum);
        send(IN_ITS_NAME + window, raw.write(PRICE, "1", now(), features));
    }

    private long now() {
        return T0 + honest * STEP_MS;
    }

    static long windowOf(long timeMs) {
        return Math.floorDiv(timeMs, WINDOW_MS) * WINDOW_MS;
    }

    private void send(String key, byte[] value) {
        published++;
        bytes += value.length;
        producer.send(
                new ProducerRecord<>(
                        topic, (int) (published % PARTITIONS), key.getBytes(StandardCharsets.UTF_8), value),
                (metadata, failed) -> {
                    if (failed != null) {
                        failure.set(failed);
                    }
                });
    }

    /** Waits until the brokers have all of it. */
    void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("an event was not acknowledged", failed);
        }
    }

    long published() {
        return published;
    }

    long bytes() {
        return bytes;
    }

    /** What the honest events hold, by model and window: rows by {@code feature=value}, and all under {@code rows}. */
    SortedMap<String, SortedMap<Long, SortedMap<String, Long>>> honestValues() {
        return honestValues;
    }

    /** Hostile events in the first model's name, by window. */
    SortedMap<Long, Long> hostileInItsName() {
        return hostileInItsName;
    }

    @Override
    public void close() {
        producer.close();
    }
}
