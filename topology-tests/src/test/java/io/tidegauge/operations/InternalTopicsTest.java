package io.tidegauge.operations;

import static io.tidegauge.testkit.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegauge.cluster.RunningDetector;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.crash.ChildDetector;
import io.tidegauge.runtime.Detector;
import io.tidegauge.runtime.StartRefusedException;
import io.tidegauge.topology.InternalTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Internal topics that are gone, not what they were, or forget: never a silent loss, always the topic's name and a way on. */
class InternalTopicsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestCluster cluster;

    @TempDir
    private Path directory;

    private String application;
    private Path file;
    private DetectorConfig config;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** An application that has run and committed. */
    @BeforeEach
    void runBefore(TestInfo test) throws Exception {
        application = "internal-" + Integer.toHexString(test.getDisplayName().hashCode());
        file = cluster.configFile(directory, application, FaultRun.SETTINGS.formatted(directory.resolve("state")));
        config = cluster.prepare(file, 1);
        publish();
        try (RunningDetector detector = RunningDetector.start(config)) {
            await("a commit")
                    .atMost(PATIENCE)
                    .until(() -> detector.detector().ready().well() && committed() == 1);
        }
    }

    @Test
    void thoseThatForgetAreRefused() throws Exception {
        set(application + "-panes-changelog", "cleanup.policy", "delete");
        set(application + "-alert-tracks-changelog", "cleanup.policy", "compact,delete");
        set(application + "-partials-repartition", "retention.ms", "3600000");

        assertThatThrownBy(() -> new Detector(config).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("3 problems")
                .hasMessageContaining("-panes-changelog: cleanup.policy is delete, not compact: it would lose state")
                .hasMessageContaining("-alert-tracks-changelog: cleanup.policy is compact,delete, not compact")
                .hasMessageContaining("-partials-repartition: retention.ms is 3600000, not -1")
                .hasMessageContaining("set cleanup.policy=compact");
    }

    @Test
    void allOfThemGoneEndsTheProcessWithTwoAndSaysWhatToDo() throws Exception {
        delete(List.copyOf(InternalTopics.of(config)));
        // One that older versions never made may be missing.
        SortedSet<String> named = new TreeSet<>(InternalTopics.of(config));
        named.removeAll(InternalTopics.later(config));

        try (ChildDetector child = ChildDetector.start(file, directory.resolve("run.out"))) {
            assertThat(child.awaitEnd(PATIENCE)).isEqualTo(2);
            assertThat(String.join("\n", child.lines()))
                    .contains("group " + application + ": has committed offsets, but its internal topics are gone: "
                            + String.join(", ", named))
                    .contains("kafka-streams-application-reset");
        }
        assertThat(cluster.admin().listTopics().names().get(10, TimeUnit.SECONDS))
                .as("topics made by the start that was refused")
                .doesNotContainAnyElementsOf(InternalTopics.of(config));
    }

    @Test
    void oneThatGoesWhileTheDetectorRunsEndsItWithOneAndTheNextStartIsRefused() throws Exception {
        String lost = application + "-alert-tracks-changelog";
        try (ChildDetector child = ChildDetector.start(file, directory.resolve("run.out"))) {
            child.awaitLine(PATIENCE, "it runs", line -> line.contains("state=RUNNING"));
            publish();
            await("the second event").atMost(PATIENCE).until(() -> committed() == 2);
            // Known to be the topic of before: what is looked at every two seconds has been looked at.
            await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(child::alive);
            delete(List.of(lost));

            assertThat(child.awaitEnd(PATIENCE)).isEqualTo(1);
            assertThat(String.join("\n", child.lines()))
                    .contains("internal topic " + lost + " was deleted while the application runs")
                    .contains("stop every instance");
        }
        assertThatThrownBy(() -> new Detector(config).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("its internal topics are gone: " + lost);
    }

    @ParameterizedTest
    @CsvSource({"partials-repartition, retention.ms, -1", "progress-changelog, cleanup.policy, compact"})
    void aTopicOfTheSameNameIsNotTheSame(String name, String setting, String value) throws Exception {
        String topic = application + "-" + name;
        delete(List.of(topic));
        await("the deletion").atMost(PATIENCE).ignoreExceptions().until(() -> {
            cluster.admin()
                    .createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(Map.of(setting, value))))
                    .all()
                    .get(10, TimeUnit.SECONDS);
            return true;
        });

        assertThatThrownBy(() -> new Detector(config).start())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("topic " + topic + ": was deleted and made anew, or has lost its end");
    }

    private long committed() throws Exception {
        return cluster.committed(application, application + "-events");
    }

    private void publish() throws Exception {
        String topic = application + "-events";
        byte[] value = cluster.wire()
                .events()
                .serialize(
                        topic,
                        event("m", "1", 1_609_459_200_000L).number("x", 1).build());
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static void delete(List<String> topics) throws Exception {
        cluster.admin().deleteTopics(new ArrayList<>(topics)).all().get(30, TimeUnit.SECONDS);
    }

    private static void set(String topic, String name, String value) throws Exception {
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get(30, TimeUnit.SECONDS);
    }
}
