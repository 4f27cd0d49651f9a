package io.tidegauge.cluster;

import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.demo.BrokerNode;
import io.tidegauge.demo.EmbeddedBroker;
import io.tidegauge.demo.EmbeddedRegistry;
import io.tidegauge.runtime.UserTopics;
import io.tidegauge.serde.AvroWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;

/** A real broker and a schema registry in this JVM, for the tests that a test driver could not stand in for. */
public final class TestCluster implements AutoCloseable {

    /** What every test's configuration has in common; a caller's own keys follow. */
    private static final String COMMON = """
            bootstrap-servers: "%s"
            application-id: %s
            schema-registry: "%s"
            http:
              host: 127.0.0.1
              port: -1
            topics:
              events: [%2$s-events]
              baselines: %2$s-baselines
              reports: %2$s-reports
              alerts: %2$s-alerts
            """;

    /** Longer than brokers are ever away in a test: its own records must not be what is lost. */
    private static final int OUTAGE_MS = 1_800_000;

    private final String bootstrapServers;
    private final AutoCloseable brokers;
    private final EmbeddedRegistry registry;
    private final AvroWire wire;
    private final Admin admin;

    private TestCluster(String bootstrapServers, AutoCloseable brokers) {
        this.bootstrapServers = bootstrapServers;
        this.brokers = brokers;
        this.registry = new EmbeddedRegistry(0);
        this.wire = AvroWire.open(new RegistrySettings(registry.url(), RegistrySettings.Serde.AUTO, Map.of()), true);
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    public static TestCluster start() {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        return new TestCluster(broker.bootstrapServers(), broker);
    }

    /** One of brokers that are running, which end with it. */
    public static TestCluster of(BrokerFleet fleet) {
        return new TestCluster(fleet.bootstrapServers(), fleet);
    }

    /** A broker in this JVM whose clients reach it through the gate only. */
    public static TestCluster behind(BrokerGate gate, Path directory) throws IOException {
        BrokerNode node = gate.nodeBehind(directory.resolve("broker"));
        EmbeddedBroker broker = EmbeddedBroker.start(node);
        gate.leadTo(node.port());
        return new TestCluster(gate.address(), broker);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String registryUrl() {
        return registry.url();
    }

    /** The product's own serdes, which register what they write. */
    public AvroWire wire() {
        return wire;
    }

    public Admin admin() {
        return admin;
    }

    /** Writes a configuration file for an application with topics of its own. */
    public Path configFile(Path directory, String application, String settings) throws IOException {
        return configFile(directory, application, registry.url(), settings);
    }

    /** Writes a configuration file for an application that reaches the registry by another address. */
    public Path configFile(Path directory, String application, String registryUrl, String settings) throws IOException {
        String common = COMMON.formatted(bootstrapServers, application, registryUrl);
        return Files.writeString(directory.resolve(application + ".yaml"), common + settings);
    }

    /** Reads the file as the product does, the environment left out, and makes the topics it names. */
    public DetectorConfig prepare(Path configFile, int eventPartitions) throws Exception {
        DetectorConfig config = ConfigLoader.load(configFile, Map.of());
        EmbeddedBroker.createTopics(
                bootstrapServers,
                UserTopics.of(config).stream()
                        .map(topic -> topic.toNewTopic(
                                Optional.of(topic.use() == UserTopics.Use.READ ? eventPartitions : 2),
                                Optional.empty()))
                        .toList());
        return config;
    }

    /** Makes topics, and returns once they can be written. */
    public void createTopics(Collection<NewTopic> topics) throws InterruptedException {
        EmbeddedBroker.createTopics(bootstrapServers, topics);
    }

    /** Records of a topic that an application has committed, over all partitions. */
    public long committed(String application, String topic) throws Exception {
        return admin
                .listConsumerGroupOffsets(application)
                .partitionsToOffsetAndMetadata()
                .get(30, TimeUnit.SECONDS)
                .entrySet()
                .stream()
                .filter(committed -> committed.getKey().topic().equals(topic))
                .filter(committed -> committed.getValue() != null)
                .mapToLong(committed -> committed.getValue().offset())
                .sum();
    }

    /** Waits until an application has committed so many records of a topic; asks now and then whether that can still be. */
    public void awaitCommitted(String application, String topic, long records, Runnable requireAlive) {
        Awaitility.await("commit of " + records + " records of " + topic)
                .atMost(Duration.ofSeconds(120))
                .until(() -> {
                    requireAlive.run();
                    return committed(application, topic) >= records;
                });
    }

    /** A producer of bytes whose records may be large; it waits for a broker that is away. */
    public KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        16 * 1024 * 1024,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        OUTAGE_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        OUTAGE_MS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Follows a topic from its beginning. */
    public <V> TopicLog<V> follow(String topic, Deserializer<V> reader) {
        return new TopicLog<>(bootstrapServers, topic, reader);
    }

    @Override
    public void close() {
        admin.close();
        wire.close();
        registry.close();
        try {
            brokers.close();
        } catch (Exception failed) {
            throw new AssertionError("the brokers could not be ended", failed);
        }
    }
}
