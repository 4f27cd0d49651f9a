package io.tidegauge.demo;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.HttpSettings;
import io.tidegauge.config.LimitSettings;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.StateSettings;
import io.tidegauge.config.TimingSettings;
import io.tidegauge.config.TopicSettings;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.decide.DecisionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The demo's configuration of the detector: the defaults, but for what compressed time and one machine need. */
final class DemoConfig {

    private static final String APPLICATION_ID = "tidegauge";

    /** A window passes in less than two seconds, so commits are more frequent than in production. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);

    private DemoConfig() {}

    /**
     * For a detector.
     *
     * @param bootstrapServers the cluster
     * @param registryUrl the schema registry
     * @param stateDirectory where the detector keeps its state
     * @param httpPort of the endpoints, 0 for a free one
     */
    static DetectorConfig of(String bootstrapServers, String registryUrl, Path stateDirectory, int httpPort) {
        return of(
                bootstrapServers,
                registryUrl,
                new StateSettings(
                        DemoCluster.PARTITIONS,
                        0,
                        1,
                        stateDirectory.toString(),
                        StateSettings.DEFAULT.store(),
                        StateSettings.DEFAULT.rocksdbMemory()),
                new HttpSettings("127.0.0.1", httpPort));
    }

    /** For those who only produce and consume: the cluster, the registry and the topics. */
    static DetectorConfig of(String bootstrapServers, String registryUrl) {
        return of(bootstrapServers, registryUrl, StateSettings.DEFAULT, HttpSettings.DEFAULT);
    }

    private static DetectorConfig of(
            String bootstrapServers, String registryUrl, StateSettings state, HttpSettings http) {
        return new DetectorConfig(
                bootstrapServers,
                APPLICATION_ID,
                TopicSettings.DEFAULT,
                new RegistrySettings(registryUrl, RegistrySettings.Serde.AUTO, Map.of()),
                WindowSettings.DEFAULT,
                new TreeMap<>(),
                timing(),
                LimitSettings.DEFAULT,
                DecisionPolicy.DEFAULT,
                state,
                http,
                Map.of());
    }

    private static TimingSettings timing() {
        TimingSettings usual = TimingSettings.DEFAULT;
        return new TimingSettings(
                usual.maxFutureSkew(), usual.idleTimeout(), usual.maxWait(), COMMIT_INTERVAL, usual.silenceAfter());
    }
}
