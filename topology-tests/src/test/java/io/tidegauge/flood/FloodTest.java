package io.tidegauge.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.DriftAlert;
import io.tidegauge.alert.FeatureReport;
import io.tidegauge.baseline.BaselineBuilder;
import io.tidegauge.baseline.BaselineOrigin;
import io.tidegauge.baseline.BaselineRecord;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.cluster.TopicLog;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.crash.ChildDetector;
import io.tidegauge.crash.ChildDetector.Launch;
import io.tidegauge.crash.Ledger;
import io.tidegauge.event.FeatureNames;
import io.tidegauge.event.Limit;
import io.tidegauge.event.ModelVersion;
import io.tidegauge.profile.CategoryCounts;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.testkit.EventBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run} with half a gigabyte of heap in a flood of everything that must not be sent: it lives, honest models are
 * profiled exactly, every row is accounted for, and the limits are named.
 */
class FloodTest {

    private static final long SEED = 20_261_122;
    private static final long HEAP = 512L << 20;

    /**
     * Windows closed beyond the limit of open ones must be seen, so that limit is low, and one model has more short windows
     * at once, however fast they close; and models that the flood of model ids is not to keep out have a place.
     */
    private static final String SETTINGS = """
            windows:
              size: 1m
              advance: 1m
              lateness: 2s
            models:
              hostile-names: {ignored: false}
              hostile-categories: {ignored: false}
              hostile-versions: {ignored: false}
              hostile-wide: {ignored: false}
              hostile-times: {windows: {size: 100ms, advance: 100ms, lateness: 20s}}
              hostile-strings: {ignored: false}
            timing:
              idle-timeout: 3s
              commit-interval: 1s
            limits:
              max-open-windows: 100
            state:
              internal-partitions: 3
              directory: "%s"
            """;

    private static final Pattern LISTENING = Pattern.compile(".*action=listen .*port=(\\d+).*");

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<FeatureReport> reports = new ArrayList<>();
    private double peak;

    @Test
    void aTenthOfTheFlood() throws Exception {
        run(0.1);
    }

    @Test
    @Tag("faults")
    void theWholeFlood() throws Exception {
        run(1);
    }

    private void run(double scale) throws Exception {
        long seed = Long.getLong("flood.seed", SEED);
        try (TestCluster cluster = TestCluster.start()) {
            Path file = cluster.configFile(directory, "flood", SETTINGS.formatted(directory.resolve("state")));
            DetectorConfig config = cluster.prepare(file, 4);
            publishBaselines(cluster, config.topics().baselines());
            Launch launch = Launch.of(file, directory.resolve("run.out"))
                    .withJvmOptions("-Xmx512m", "-XX:+ExitOnOutOfMemoryError")
                    .withEnvironment(Map.of("TIDEGAUGE_HTTP_PORT", "0"));
            try (ChildDetector child = ChildDetector.start(launch);
                    HostileTraffic traffic =
                            new HostileTraffic(cluster, config.topics().events().get(0), seed)) {
                int port = port(child);
                traffic.honest(2_000);
                traffic.flush();
                await(child, "the honest events", () -> scrape(port).events("profiled"), 2_000);
                flood(cluster, config, child, traffic, port, scale, seed);
            }
        }
    }

    private void flood(
            TestCluster cluster,
            DetectorConfig config,
            ChildDetector child,
            HostileTraffic traffic,
            int port,
            double scale,
            long seed)
            throws Exception {
        long began = System.nanoTime();
        try (TopicLog<FeatureReport> told = cluster.follow(
                        config.topics().reports(), wanted(cluster.wire().reportReader()));
                TopicLog<DriftAlert> alerts =
                        cluster.follow(config.topics().alerts(), cluster.wire().alertReader());
                TopicLog<byte[]> dead = cluster.follow(config.deadLetterTopic(), withoutValues())) {
            traffic.flood(scale, () -> {
                child.requireAlive();
                scrape(port);
            });
            traffic.honest(200);
            traffic.flush();
            await(child, "everything to be counted", () -> accounted(scrape(port)), traffic.published());
            double seconds = (System.nanoTime() - began) / 1e9;
            double profiled = scrape(port).events("profiled");
            await(
                    child,
                    "every window to be reported",
                    () -> {
                        told.untilOr(Duration.ofMillis(200), () -> false);
                        reports.addAll(told.take());
                        scrape(port);
                        return (double) rows();
                    },
                    profiled);
            double reported = (System.nanoTime() - began) / 1e9;
            dead.toEnd();
            alerts.toEnd();
            Scraped last = scrape(port);
            System.out.printf(
                    "fault=flood scale=%s events=%d mb=%d counted_s=%.1f events_per_s=%.0f reported_s=%.1f"
                            + " peak_heap_mb=%.0f metric_lines=%d profiled=%.0f late=%.0f ignored=%.0f dead=%.0f%n",
                    scale,
                    traffic.published(),
                    traffic.bytes() >> 20,
                    seconds,
                    traffic.published() / seconds,
                    reported,
                    peak / (1 << 20),
                    last.lines(),
                    last.events("profiled"),
                    last.events("late"),
                    last.events("ignored"),
                    last.events("dead_lettered"));
            Stream.of(Limit.values())
                    .forEach(limit -> System.out.printf("limit %s: %.0f%n", limit.word(), last.limit(limit.word())));
            child.requireAlive();
            assertThat(child.stop()).as("exit code after SIGTERM").isZero();
            checkAccounts(last, dead.records(), traffic, seed);
            checkHonest(dead.records(), traffic, seed);
            checkLimits(last, alerts.values());
        }
    }

    private void checkAccounts(
            Scraped last, List<ConsumerRecord<byte[], byte[]>> dead, HostileTraffic traffic, long seed) {
        Ledger ledger = new Ledger(reports, dead);
        long rows = ledger.rows().values().stream().mapToLong(Long::longValue).sum();
        assertThat(peak).as("heap").isLessThan(HEAP);
        assertThat(last.events("consumed")).isEqualTo(traffic.published());
        assertThat(rows).as("rows of the reports, flood.seed=%d", seed).isEqualTo((long) last.events("profiled"));
        assertThat((long) dead.size()).isEqualTo((long) last.events("dead_lettered"));
        assertThat(rows + dead.size() + last.events("late") + last.events("ignored"))
                .as("rows, dead letters, late and ignored, flood.seed=%d", seed)
                .isEqualTo(traffic.published());
        assertThat(ledger.repeatedReports()).as("reports told twice").isEmpty();
    }

    private void checkHonest(List<ConsumerRecord<byte[], byte[]>> dead, HostileTraffic traffic, long seed) {
        SortedMap<Long, Long> deadInItsName = new TreeMap<>();
        dead.stream()
                .map(letter -> new String(letter.key(), StandardCharsets.UTF_8))
                .peek(key -> assertThat(key).isNotIn(HostileTraffic.PRICE, HostileTraffic.CHURN))
                .filter(key -> key.startsWith(HostileTraffic.IN_ITS_NAME))
                .map(key -> Long.parseLong(key.substring(HostileTraffic.IN_ITS_NAME.length())))
                .forEach(window -> deadInItsName.merge(window, 1L, Long::sum));
        SortedMap<String, SortedMap<Long, SortedMap<String, Long>>> expected = traffic.honestValues();
        traffic.hostileInItsName()
                .forEach((window, rows) -> expected.get(HostileTraffic.PRICE)
                        .get(window)
                        .merge("rows", rows - deadInItsName.getOrDefault(window, 0L), Long::sum));
        assertThat(counted())
                .as("rows and values of the honest models, by window, flood.seed=%d", seed)
                .isEqualTo(expected);
        assertThat(deadInItsName.values().stream().mapToLong(Long::longValue).sum())
                .as("hostile events in the first one's name that are dead letters")
                .isPositive();
    }

    /** What the reports say of the honest models, in the form in which the traffic counts it. */
    private SortedMap<String, SortedMap<Long, SortedMap<String, Long>>> counted() {
        SortedMap<String, SortedMap<Long, SortedMap<String, Long>>> counted = new TreeMap<>();
        for (FeatureReport report : reports) {
            if (honest(report.model()) && report.window().sizeMs() == HostileTraffic.WINDOW_MS) {
                SortedMap<String, Long> values = counted.computeIfAbsent(
                                report.model().model(), key -> new TreeMap<>())
                        .computeIfAbsent(report.window().startMs(), key -> new TreeMap<>());
                if (report.feature().equals(FeatureNames.ALL)) {
                    values.put("rows", report.rows());
                } else {
                    CategoryCounts categories =
                            FeatureProfile.decode(report.profile()).asCategories();
                    boolean number = !report.feature().equals("city");
                    categories
                            .counts()
                            .forEach((value, rows) ->
                                    values.put(report.feature() + "=" + value + (number ? ".0" : ""), rows));
                }
            }
        }
        return counted;
    }

    private static void checkLimits(Scraped last, List<DriftAlert> alerts) {
        Set<String> named = alerts.stream()
                .filter(alert -> alert.kind() == AlertKind.LIMIT_EXCEEDED)
                .map(DriftAlert::feature)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Limit> sure = List.of(
                Limit.MAX_FEATURES, Limit.MAX_CATEGORIES, Limit.MAX_MODELS, Limit.MAX_VERSIONS, Limit.MAX_OPEN_WINDOWS);
        assertThat(named)
                .containsAll(
                        sure.stream().map(limit -> "$limits." + limit.word()).toList());
        assertThat(sure)
                .allSatisfy(limit ->
                        assertThat(last.limit(limit.word())).as(limit.key()).isPositive());
        assertThat(Ledger.repeatedAlerts(alerts)).as("alerts told twice").isEmpty();
        assertThat(alerts)
                .as("of the honest model in whose name nothing was sent")
                .noneMatch(alert -> alert.model().model().equals(HostileTraffic.CHURN));
        assertThat(alerts.stream()
                        .filter(alert -> alert.kind() == AlertKind.NEW_FEATURE)
                        .count())
                .as("new features by the thousand are one alert")
                .isLessThan(100);
        assertThat(last.lines()).as("lines of metrics").isLessThan(20_000);
    }

    private long rows() {
        return new Ledger(reports, List.of())
                .rows().values().stream().mapToLong(Long::longValue).sum();
    }

    private static double accounted(Scraped scraped) {
        return scraped.events("profiled")
                + scraped.events("late")
                + scraped.events("ignored")
                + scraped.events("dead_lettered");
    }

    private Scraped scrape(int port) {
        try {
            Scraped scraped = Scraped.from(http, port);
            peak = Math.max(peak, scraped.heap());
            return scraped;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no metrics", e);
        }
    }

    private static int port(ChildDetector child) {
        child.awaitLine(
                Duration.ofSeconds(60),
                "its port",
                line -> LISTENING.matcher(line).matches());
        return child.lines().stream()
                .map(LISTENING::matcher)
                .filter(line -> line.matches())
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static void await(ChildDetector child, String what, Callable<Double> figure, double least) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(20))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    child.requireAlive();
                    assertThat(figure.call()).as(what).isGreaterThanOrEqualTo(least);
                });
    }

    /** Summaries of all models, and of the honest ones the features that are their own: no heap would hold all. */
    private static Deserializer<FeatureReport> wanted(Deserializer<FeatureReport> reader) {
        Set<String> own = Set.of(FeatureNames.ALL, "amount", "count", "city");
        return (topic, bytes) -> {
            FeatureReport report = reader.deserialize(topic, bytes);
            boolean summary = report.feature().equals(FeatureNames.ALL);
            return summary || honest(report.model()) && own.contains(report.feature()) ? report : null;
        };
    }

    private static Deserializer<byte[]> withoutValues() {
        ByteArrayDeserializer reader = new ByteArrayDeserializer();
        return (topic, bytes) -> reader.deserialize(topic, new byte[0]);
    }

    private static boolean honest(ModelVersion model) {
        return model.version().equals("1")
                && (model.model().equals(HostileTraffic.PRICE) || model.model().equals(HostileTraffic.CHURN));
    }

    private static void publishBaselines(TestCluster cluster, String topic) throws Exception {
        Serializer<BaselineRecord> writer = cluster.wire().baselines();
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            for (String model : List.of(HostileTraffic.PRICE, HostileTraffic.CHURN)) {
                BaselineBuilder builder = new BaselineBuilder();
                Random random = new Random(model.hashCode());
                for (int i = 0; i < 5_000; i++) {
                    EventBuilder event = EventBuilder.event(model, "1", HostileTraffic.T0 - i);
                    HostileTraffic.honestFeatures(random).forEach((name, value) -> {
                        if (value instanceof Double number) {
                            event.number(name, number);
                        } else {
                            event.text(name, (String) value);
                        }
                    });
                    builder.add(event.build());
                }
                BaselineOrigin origin =
                        new BaselineOrigin(new ModelVersion(model, "1"), "b1", Map.of(), 0, HostileTraffic.T0);
                BaselineSet set = builder.build(origin, "generated");
                List<BaselineRecord> records = new ArrayList<>(set.features().values());
                records.add(set.manifest());
                for (BaselineRecord record : records) {
                    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
                    producer.send(new ProducerRecord<>(topic, key, writer.serialize(topic, record)))
                            .get();
                }
            }
        }
    }
}
