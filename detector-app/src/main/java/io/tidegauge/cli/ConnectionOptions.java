package io.tidegauge.cli;

import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.TopicSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the cluster and the registry are: from the configuration file, from options, or both, options first. */
final class ConnectionOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "The detector's configuration file.")
    private @Nullable Path config;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "The Kafka cluster.")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry.")
    private @Nullable String registry;

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "A Kafka client property, such as security.protocol=SSL; may be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /**
     * The configuration file, where one was given.
     *
     * @throws io.tidegauge.config.ConfigException when it has problems
     */
    Optional<DetectorConfig> file() {
        return Optional.ofNullable(config).map(path -> ConfigLoader.load(path, System.getenv()));
    }

    /**
     * What was asked for.
     *
     * @throws UsageException when it does not say where the cluster and the registry are
     * @throws io.tidegauge.config.ConfigException when the configuration file has problems
     */
    Connection connection() {
        DetectorConfig file = file().orElse(null);
        if (file != null) {
            Map<String, String> kafka = new HashMap<>(file.kafka());
            kafka.putAll(properties);
            return new Connection(
                    bootstrapServers == null ? file.bootstrapServers() : bootstrapServers,
                    registry == null
                            ? file.registry()
                            : new RegistrySettings(
                                    registry,
                                    file.registry().serde(),
                                    file.registry().properties()),
                    file.topics(),
                    kafka);
        }
        if (bootstrapServers == null || registry == null) {
            throw new UsageException("give --config FILE, or --bootstrap-servers HOST:PORT and --registry URL");
        }
        return new Connection(
                bootstrapServers,
                new RegistrySettings(registry, RegistrySettings.Serde.AUTO, Map.of()),
                TopicSettings.DEFAULT,
                properties);
    }
}
