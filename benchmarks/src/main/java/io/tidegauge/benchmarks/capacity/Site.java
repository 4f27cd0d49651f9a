package io.tidegauge.benchmarks.capacity;

import io.tidegauge.benchmarks.Services;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.runtime.UserTopics;
import io.tidegauge.serde.AvroWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Where it all takes place: the broker and registry, the detector's configuration, and its directory. */
final class Site {

    private static final String SETTINGS = """
            bootstrap-servers: %s
            schema-registry: %s
            application-id: capacity
            http: {port: -1}
            windows: {size: %dm, day: %b}
            timing: {commit-interval: %ds, max-wait: 10m}
            limits: {max-models: %d}
            state:
              directory: "%s"
              store: %s
              rocksdb-memory: %s
              threads: %d
            kafka:
              consumer.group.instance.id: capacity-1
              statestore.cache.max.bytes: %d
            """;

    private final Services services;
    private final Plan plan;
    private final Path directory;
    private final Path file;
    private final DetectorConfig config;

    Site(Services services, Plan plan, Path directory) throws IOException {
        this.services = services;
        this.plan = plan;
        this.directory = directory;
        this.file = directory.resolve("capacity.yaml");
        Files.writeString(
                file,
                SETTINGS.formatted(
                        services.bootstrapServers(),
                        services.registryUrl(),
                        plan.windowMinutes,
                        plan.days,
                        plan.commitSeconds,
                        plan.models,
                        directory.resolve("state"),
                        plan.store,
                        plan.rocksdbMemory,
                        plan.threads,
                        plan.cacheBytes));
        this.config = ConfigLoader.load(file, Map.of());
    }

    /** Makes the topics, and publishes the baselines. */
    void prepare() throws Exception {
        try (Admin admin = admin()) {
            List<NewTopic> topics = UserTopics.of(config).stream()
                    .map(topic -> topic.toNewTopic(Optional.of(Plan.PARTITIONS), Optional.of((short) 1)))
                    .toList();
            admin.createTopics(topics).all().get();
        }
        if (plan.modelsWithBaseline() > 0) {
            new FleetBaselines(this, plan).publish();
        }
    }

    Path file() {
        return file;
    }

    Path directory() {
        return directory;
    }

    DetectorConfig config() {
        return config;
    }

    /** Properties of a client. */
    Map<String, Object> client() {
        return Map.of("bootstrap.servers", services.bootstrapServers());
    }

    Admin admin() {
        return Admin.create(client());
    }

    AvroWire wire() {
        return AvroWire.open(
                new RegistrySettings(services.registryUrl(), RegistrySettings.Serde.BUILTIN, Map.of()), true);
    }

    /** Bytes on the broker's disk, by topic. */
    SortedMap<String, Long> topicBytes() throws Exception {
        SortedMap<String, Long> bytes = new TreeMap<>();
        try (Admin admin = admin()) {
            admin.describeLogDirs(List.of(1))
                    .allDescriptions()
                    .get()
                    .values()
                    .forEach(ofBroker -> ofBroker.values()
                            .forEach(log -> log.replicaInfos()
                                    .forEach((partition, replica) ->
                                            bytes.merge(partition.topic(), replica.size(), Long::sum))));
        }
        return bytes;
    }
}
