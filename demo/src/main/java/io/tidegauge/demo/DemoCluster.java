package io.tidegauge.demo;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.UserTopics;
import java.util.Optional;

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
        broker.createTopics(UserTopics.of(config).stream()
                .map(topic -> topic.toNewTopic(Optional.of(PARTITIONS), Optional.of((short) 1)))
                .toList());
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
