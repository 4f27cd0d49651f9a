package io.tidegauge.demo;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.UserTopics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker and a schema registry in this JVM, on the loopback address. */
final class DemoCluster implements AutoCloseable {

    /** Partitions of every topic of the user's. */
    static final int PARTITIONS = 4;

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private DemoCluster(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /** Starts both, on the given ports or, where one is 0, on a free one. */
    static DemoCluster start(int brokerPort, int registryPort) {
        EmbeddedRegistry registry = new EmbeddedRegistry(registryPort);
        try {
            return new DemoCluster(EmbeddedBroker.start(brokerPort), registry);
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String registryUrl() {
        return registry.url();
    }

    /** Makes the topics that the detector of this configuration needs. */
    void createTopics(DetectorConfig config) throws InterruptedException {
        List<NewTopic> topics = UserTopics.of(config).stream()
                .map(topic -> topic.toNewTopic(Optional.of(PARTITIONS), Optional.of((short) 1)))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make the demo's topics: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
