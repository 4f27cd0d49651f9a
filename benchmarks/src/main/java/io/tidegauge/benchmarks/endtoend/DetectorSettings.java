package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.UserTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The detector's configuration, as a file would have it: what must be said, and else its defaults. */
final class DetectorSettings {

    private DetectorSettings() {}

    /**
     * Reads the configuration.
     *
     * @param more lines over the defaults
     */
    static DetectorConfig of(Surroundings surroundings, int threads, List<String> more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "bootstrap-servers: " + surroundings.bootstrapServers(),
                "schema-registry: " + surroundings.registryUrl(),
                "application-id: " + surroundings.name(),
                "topics: {events: [" + surroundings.topic() + "]}",
                "state: {directory: '" + surroundings.state() + "', threads: " + threads + "}",
                "http: {port: 0}"));
        lines.addAll(more);
        Path file = Files.createTempFile("tidegauge-benchmark", ".yaml");
        try {
            Files.write(file, lines);
            return ConfigLoader.load(file, Map.of());
        } finally {
            Files.delete(file);
        }
    }

    /** Makes the topics that an operator would make. */
    static void createTopics(DetectorConfig config) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()))) {
            UserTopics.create(admin, config, Optional.of(1), Optional.of((short) 1));
        }
    }
}
