package io.tidegauge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.HttpSettings;
import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.event.InferenceEvent;
import io.tidegauge.http.Health;
import io.tidegauge.testkit.EventBuilder;
import io.tidegauge.topology.DetectorListener;
import io.tidegauge.topology.InternalTopics;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The life of a detector by a real broker and registry: what it waits for, what it refuses, how it ends. */
class DetectorTest {

    private static final String QUICK = """
            http: {host: 127.0.0.1, port: 0}
            timing: {commit-interval: 200ms, idle-timeout: 2s, max-wait: 30s}
            state: {internal-partitions: 2}
            """;

    private static TestCluster cluster;

    @TempDir
    private Path directory;

    private String application;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        application = "life-" + test.getDisplayName().replaceAll("\\W", "");
    }

    @Test
    void worksTellsOfItAndLeavesWithItsOffsetsCommitted() throws Exception {
        DetectorConfig config = prepared();
        try (Detector detector = new Detector(config)) {
            assertThat(detector.port()).isEmpty();
            assertThat(detector.ready()).isEqualTo(Health.ill("starting"));
            detector.start();
            awaitReady(detector);
            assertThat(get(detector, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(detector, "/health/ready").body()).contains("\"UP\"", "on 1 threads");
            publish(config, 20);
            await("20 events consumed and profiled")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> get(detector, "/metrics")
                            .body()
                            .contains("tidegauge_events_total{outcome=\"profiled\"} 20.0"));
            String metrics = get(detector, "/metrics").body();
            assertThat(metrics)
                    .contains(
                            "tidegauge_events_total{outcome=\"consumed\"} 20.0",
                            "tidegauge_events_total{outcome=\"dead_lettered\"} 0.0",
                            "tidegauge_watermark_lag_seconds{",
                            "kafka_stream_",
                            "kafka_consumer_",
                            "jvm_memory_used_bytes");
            assertThat(detector.stop()).as("a clean stop").isTrue();
        }
        long read = new AdminQueries(cluster.admin(), Duration.ofSeconds(10))
                .committed(config.applicationId()).entrySet().stream()
                        .filter(part -> part.getKey().topic().equals(events(config)))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        assertThat(read).as("committed offsets of the event topic").isEqualTo(20);
    }

    @Test
    void theInternalTopicsAreThoseThatAreLookedFor() throws Exception {
        DetectorConfig config = prepared();
        try (Detector detector = new Detector(config)) {
            detector.start();
            awaitReady(detector);
        }
        String prefix = application + "-";
        Set<String> made = new TreeSet<>(cluster.admin().listTopics().names().get(10, TimeUnit.SECONDS));
        made.removeIf(
                name -> !name.startsWith(prefix) || !(name.endsWith("-repartition") || name.endsWith("-changelog")));
        assertThat(made).isEqualTo(InternalTopics.of(config));
    }

    @Test
    void everyMissingTopicIsNamed() throws IOException {
        DetectorConfig config = loaded(QUICK);
        Detector detector = new Detector(config);
        StartRefusedException refused = catchThrowableOfType(StartRefusedException.class, detector::start);
        assertThat(refused.findings())
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(
                        "topic " + application + "-events",
                        "topic " + application + "-baselines",
                        "topic " + application + "-reports",
                        "topic " + application + "-alerts",
                        "topic " + application + "-dead-letters");
        assertThat(refused)
                .hasMessageContaining(
                        "topic " + application + "-events: does not exist; create it: tidegauge validate");
        assertThat(detector.port()).as("endpoints that are still open").isEmpty();
    }

    @Test
    void anotherNumberOfInternalPartitionsIsRefused() throws Exception {
        DetectorConfig config = prepared();
        try (Detector detector = new Detector(config)) {
            detector.start();
            awaitReady(detector);
        }
        DetectorConfig changed = loaded(QUICK.replace("internal-partitions: 2", "internal-partitions: 3"));
        assertThatThrownBy(() -> new Detector(changed).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("topic " + application + "-partials-repartition: has 2 partitions, but"
                        + " state.internal-partitions is 3");
    }

    @Test
    void offsetsWithoutInternalTopicsAreRefused() throws Exception {
        DetectorConfig config = prepared();
        try (Detector detector = new Detector(config)) {
            detector.start();
            awaitReady(detector);
            publish(config, 5);
            await("offsets committed")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !new AdminQueries(cluster.admin(), Duration.ofSeconds(10))
                            .committed(application)
                            .isEmpty());
        }
        String lost = application + "-panes-changelog";
        cluster.admin().deleteTopics(List.of(lost)).all().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> new Detector(config).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("group " + application + ": has committed offsets, but its internal topics are"
                        + " gone: " + lost)
                .hasMessageContaining("kafka-streams-application-reset");
    }

    @Test
    void aPatternThatMatchesNothingIsRefused() throws Exception {
        prepared();
        String text = Files.readString(directory.resolve(application + ".yaml"))
                .replaceFirst("events: \\[.*]", "events-pattern: nobody-.*");
        Path file = Files.writeString(directory.resolve("pattern.yaml"), text);
        assertThatThrownBy(() -> new Detector(ConfigLoader.load(file, Map.of())).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("topics.events-pattern nobody-.*: no topic matches");
    }

    @Test
    void aWrongClientPropertyIsRefusedAtOnce() throws IOException {
        DetectorConfig config = loaded(QUICK + "kafka: {security.protocol: CARRIER_PIGEON}\n");
        assertThatThrownBy(() -> new Detector(config).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("CARRIER_PIGEON");
    }

    @Test
    void waitsForABrokerAndARegistryThatComeLater() throws Exception {
        int brokerPort = freePort();
        int registryPort = freePort();
        DetectorConfig config = ConfigLoader.load(
                Files.writeString(directory.resolve("later.yaml"), """
                        bootstrap-servers: 127.0.0.1:%d
                        schema-registry: http://127.0.0.1:%d
                        application-id: later
                        """.formatted(brokerPort, registryPort) + QUICK),
                Map.of());
        Path kept = directory.resolve("broker");
        try (EmbeddedBroker broker = EmbeddedBroker.start(brokerPort, kept);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            UserTopics.create(admin, config, Optional.of(1), Optional.empty());
        }
        try (Detector detector = new Detector(config)) {
            CompletableFuture<Void> started = CompletableFuture.runAsync(() -> startQuietly(detector));
            awaitReason(detector, "waiting for a broker at 127.0.0.1:" + brokerPort);
            assertThat(get(detector, "/health/live").statusCode())
                    .as("waiting is no illness")
                    .isEqualTo(200);
            assertThat(get(detector, "/health/ready").statusCode()).isEqualTo(503);
            try (EmbeddedBroker broker = EmbeddedBroker.start(brokerPort, kept)) {
                assertThat(broker.bootstrapServers()).isEqualTo(config.bootstrapServers());
                awaitReason(detector, "waiting for the schema registry at http://127.0.0.1:" + registryPort);
                try (EmbeddedRegistry registry = new EmbeddedRegistry(registryPort)) {
                    assertThat(registry.url()).endsWith(":" + registryPort);
                    started.get(60, TimeUnit.SECONDS);
                    awaitReady(detector);
                    detector.close();
                }
            }
        }
    }

    @Test
    void whoeverWaitsIsLetGoByTheClose() throws Exception {
        DetectorConfig config = DetectorConfig.minimal("127.0.0.1:" + freePort(), cluster.registryUrl(), application);
        DetectorConfig silent = withoutEndpoints(config);
        Detector detector = new Detector(silent);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            try {
                detector.run();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        await().atMost(Duration.ofSeconds(10))
                .until(() -> detector.ready().reason().startsWith("waiting for a broker"));
        assertThat(detector.stop()).isTrue();
        assertThat(run).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void whatKillsItIsThrownToWhoWaits() throws Exception {
        DetectorConfig config = prepared();
        IllegalStateException fault = new IllegalStateException("the listener is broken");
        DetectorListener broken = (DetectorListener) Proxy.newProxyInstance(
                DetectorListener.class.getClassLoader(),
                new Class<?>[] {DetectorListener.class},
                (self, method, given) -> {
                    throw fault;
                });
        try (Detector detector = new Detector(config, broken, List.of())) {
            detector.start();
            publish(config, 1);
            await("told by the endpoint").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                HttpResponse<String> live = get(detector, "/health/live");
                assertThat(live.statusCode()).isEqualTo(503);
                assertThat(live.body()).isEqualTo("{\"status\":\"DOWN\",\"reason\":\"Kafka Streams is ERROR\"}\n");
            });
            assertThat(get(detector, "/health/ready").statusCode()).isEqualTo(503);
            CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> {
                try {
                    detector.await();
                    return new AssertionError("ended without a failure");
                } catch (InterruptedException | RuntimeException thrown) {
                    return thrown;
                }
            });
            Throwable thrown = end.get(60, TimeUnit.SECONDS);
            assertThat(thrown).isInstanceOf(DetectorFailedException.class).hasRootCause(fault);
            assertThat(detector.stop()).as("a clean stop").isFalse();
        }
    }

    private DetectorConfig prepared() throws Exception {
        return cluster.prepare(file(QUICK), 2);
    }

    private DetectorConfig loaded(String settings) throws IOException {
        return ConfigLoader.load(file(settings), Map.of());
    }

    private Path file(String settings) throws IOException {
        Path file = cluster.configFile(directory, application, settings);
        String text = Files.readString(file);
        return Files.writeString(file, text.replaceFirst("http:\n  host: 127.0.0.1\n  port: -1\n", ""));
    }

    private static DetectorConfig withoutEndpoints(DetectorConfig config) {
        return new DetectorConfig(
                config.bootstrapServers(),
                config.applicationId(),
                config.topics(),
                config.registry(),
                config.windows(),
                config.models(),
                config.timing(),
                config.limits(),
                config.decision(),
                config.state(),
                new HttpSettings("127.0.0.1", -1),
                config.kafka());
    }

    private static void startQuietly(Detector detector) {
        try {
            detector.start();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void awaitReason(Detector detector, String reason) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(detector.ready().reason()).isEqualTo(reason));
    }

    private static void awaitReady(Detector detector) {
        await("ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> get(detector, "/health/ready").statusCode() == 200);
    }

    private static HttpResponse<String> get(Detector detector, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + detector.port().orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void publish(DetectorConfig config, int count) {
        String topic = events(config);
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            for (int i = 0; i < count; i++) {
                InferenceEvent event = EventBuilder.event("model", "1", now - 1_000 + i)
                        .number("x", i)
                        .build();
                byte[] value = cluster.wire().events().serialize(topic, event);
                producer.send(new ProducerRecord<>(topic, i % 2, null, value));
            }
        }
    }

    private static String events(DetectorConfig config) {
        return config.topics().events().get(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
