package io.tidegauge.testkit;

import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.HttpSettings;
import io.tidegauge.config.LimitSettings;
import io.tidegauge.config.ModelSettings;
import io.tidegauge.config.RegistrySettings;
import io.tidegauge.config.StateSettings;
import io.tidegauge.config.TimingSettings;
import io.tidegauge.config.TopicSettings;
import io.tidegauge.config.WindowSettings;
import io.tidegauge.decide.DecisionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Configurations for tests: the defaults, with windows and patience of a test's size. */
public final class TestConfigs {

    private TestConfigs() {}

    /** Tumbling windows of the given length and lateness, everything else by default, no endpoints. */
    public static DetectorConfig tumbling(Duration size, Duration lateness) {
        return windows(new WindowSettings(size, size, lateness));
    }

    /** The same configuration with its growing stores on the heap, or in RocksDB below a directory. */
    public static DetectorConfig stored(DetectorConfig config, StateSettings.Store store, Path directory) {
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
                new StateSettings(
                        config.state().internalPartitions(),
                        config.state().standbyReplicas(),
                        config.state().threads(),
                        directory.toString(),
                        store,
                        StateSettings.MIN_ROCKSDB_MEMORY),
                config.http(),
                config.kafka());
    }

    /** The same configuration, silence an alert after so long; after zero never. */
    public static DetectorConfig silentAfter(DetectorConfig config, Duration silence) {
        TimingSettings timing = config.timing();
        return new DetectorConfig(
                config.bootstrapServers(),
                config.applicationId(),
                config.topics(),
                config.registry(),
                config.windows(),
                config.models(),
                new TimingSettings(
                        timing.maxFutureSkew(),
                        timing.idleTimeout(),
                        timing.maxWait(),
                        timing.commitInterval(),
                        silence),
                config.limits(),
                config.decision(),
                config.state(),
                config.http(),
                config.kafka());
    }

    /** The given windows, everything else by default, no endpoints. */
    public static DetectorConfig windows(WindowSettings windows) {
        return new DetectorConfig(
                "127.0.0.1:9092",
                "tidegauge-test",
                TopicSettings.DEFAULT,
                new RegistrySettings("http://127.0.0.1:8081", RegistrySettings.Serde.BUILTIN, Map.of()),
                windows,
                new TreeMap<>(),
                TimingSettings.DEFAULT,
                LimitSettings.DEFAULT,
                DecisionPolicy.DEFAULT,
                new StateSettings(3, 0, 1, null, StateSettings.DEFAULT.store(), StateSettings.DEFAULT.rocksdbMemory()),
                new HttpSettings("127.0.0.1", -1),
                Map.of());
    }

    /** The same configuration with settings of one model. */
    public static DetectorConfig model(DetectorConfig config, String model, ModelSettings settings) {
        SortedMap<String, ModelSettings> models = new TreeMap<>(config.models());
        models.put(model, settings);
        return new DetectorConfig(
                config.bootstrapServers(),
                config.applicationId(),
                config.topics(),
                config.registry(),
                config.windows(),
                models,
                config.timing(),
                config.limits(),
                config.decision(),
                config.state(),
                config.http(),
                config.kafka());
    }

    /** The same configuration with other limits. */
    public static DetectorConfig limited(DetectorConfig config, LimitSettings limits) {
        return new DetectorConfig(
                config.bootstrapServers(),
                config.applicationId(),
                config.topics(),
                config.registry(),
                config.windows(),
                config.models(),
                config.timing(),
                limits,
                config.decision(),
                config.state(),
                config.http(),
                config.kafka());
    }
}
