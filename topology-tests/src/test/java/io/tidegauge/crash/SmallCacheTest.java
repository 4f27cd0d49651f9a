package io.tidegauge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The token that asks for a drain rests in a cache of Kafka Streams' until the commit. A cache that has no room for it
 * drains from within the counting of an event, at once or by eviction: no row may be lost or counted twice by that.
 */
class SmallCacheTest {

    private static final long SEED = 5;
    private static final int EVENTS = 4_000;

    private static final String SETTINGS = """
            windows: {size: 10s, advance: 10s, lateness: 1s}
            timing: {idle-timeout: 2s, commit-interval: 500ms}
            state: {internal-partitions: 2, directory: "%s"}
            kafka:
              statestore.cache.max.bytes: %d
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(longs = {0, 1_024})
    void everyRowIsCountedOnceWhateverTheCacheHolds(long bytes) throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            Path file = cluster.configFile(directory, "cache", SETTINGS.formatted(directory.resolve("state"), bytes));
            DetectorConfig config = cluster.prepare(file, 4);
            try (Traffic traffic =
                            Traffic.inTime(cluster, config.topics().events().get(0), SEED, EVENTS, 4_000);
                    Aftermath aftermath = new Aftermath(cluster, config, SEED)) {
                traffic.publishBaselines(cluster, config.topics().baselines());
                traffic.start();
                try (RunningDetector running = RunningDetector.start(config)) {
                    traffic.end();
                    aftermath.await(traffic, () -> {});
                    assertThat(running.detector().stop()).as("clean stop").isTrue();
                }
                aftermath.check(traffic);
                keepsWhatIsNotRead(cluster, "cache-partials-repartition");
                keepsWhatIsNotRead(cluster, "cache-baseline-updates-repartition");
            }
        }
    }

    /** Retention works on record time: what waits in an internal topic must not be deleted for its age. */
    private static void keepsWhatIsNotRead(TestCluster cluster, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> answer =
                cluster.admin().describeConfigs(List.of(resource)).all().get(30, TimeUnit.SECONDS);
        assertThat(answer.get(resource).get(TopicConfig.RETENTION_MS_CONFIG).value())
                .as("retention of " + topic)
                .isEqualTo("-1");
    }
}
