package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.cluster.TestCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} by a real broker and registry: what it finds, and that what it makes is as it should be. */
class ValidateCommandTest {

    private static TestCluster cluster;

    @TempDir
    private Path directory;

    /** What a command gave back. */
    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void namesWhatIsMissingMakesItAndIsThenContent() throws Exception {
        Path file = cluster.configFile(directory, "fresh", "");
        Ran missing = validate(file);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.out())
                .contains(
                        "PROBLEM   topic fresh-events: does not exist",
                        "PROBLEM   topic fresh-baselines: does not exist",
                        "PROBLEM   topic fresh-reports: does not exist",
                        "PROBLEM   topic fresh-alerts: does not exist",
                        "PROBLEM   topic fresh-dead-letters: does not exist",
                        "create it: tidegauge validate --create makes it",
                        "5 problems");

        Ran created = validate(file, "--create", "--partitions", "3", "--replication-factor", "1");
        assertThat(created.out())
                .contains("made topic fresh-events", "made topic fresh-alerts")
                .endsWith("ready to run\n");
        assertThat(created.code()).isZero();
        assertThat(partitions("fresh-events")).isEqualTo(3);
        assertThat(setting("fresh-baselines", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("fresh-alerts", "cleanup.policy").split(",")).containsExactlyInAnyOrder("compact", "delete");
        assertThat(setting("fresh-reports", "retention.ms")).isEqualTo("2592000000");

        Ran again = validate(file, "--create");
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEqualTo("ready to run\n");
    }

    @Test
    void aWrongPolicyIsAProblemAndAShortRetentionIsAdvice() throws Exception {
        Path file = cluster.configFile(directory, "policy", "");
        cluster.prepare(file, 1);
        alter("policy-reports", "retention.ms", "3600000");
        Ran advised = validate(file);
        assertThat(advised.code()).isZero();
        assertThat(advised.out())
                .contains("advice    topic policy-reports: records go after PT1H, sooner than the usual 30 days")
                .endsWith("ready to run\n");
        alter("policy-baselines", "cleanup.policy", "delete");
        Ran wrong = validate(file);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out())
                .contains("PROBLEM   topic policy-baselines: cleanup.policy is delete, not compact")
                .contains("set cleanup.policy=compact")
                .endsWith("1 problem\n");
    }

    @Test
    void aTopicThatWouldRefuseALargeRecordIsAProblem() throws Exception {
        Path file = cluster.configFile(directory, "narrow", "");
        cluster.prepare(file, 1);
        alter("narrow-reports", "max.message.bytes", "50000");
        alter("narrow-events", "max.message.bytes", "50000");
        Ran ran = validate(file);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out())
                .contains("PROBLEM   topic narrow-reports: max.message.bytes is 50000, and the detector stops at the"
                        + " first record that is larger")
                .as("the topic of events is written by others")
                .endsWith("1 problem\n");
    }

    @Test
    void brokerAndRegistryThatAreAwayAreBothNamedForPrograms() throws Exception {
        Path file = Files.writeString(directory.resolve("away.yaml"), """
                bootstrap-servers: 127.0.0.1:1
                schema-registry: http://127.0.0.1:1
                application-id: away
                """);
        Ran ran = validate(file, "--format", "json");
        assertThat(ran.code()).isEqualTo(2);
        JsonNode answer = new ObjectMapper().readTree(ran.out());
        assertThat(answer.get("good").booleanValue()).isFalse();
        assertThat(answer.get("created")).isEmpty();
        assertThat(answer.get("findings").findValuesAsText("subject"))
                .containsExactly("cluster 127.0.0.1:1", "schema registry http://127.0.0.1:1");
        assertThat(answer.get("findings").findValuesAsText("weight")).containsExactly("fatal", "fatal");
        assertThat(answer.get("findings").findValuesAsText("remedy"))
                .allSatisfy(remedy -> assertThat(remedy).contains("start the"));
    }

    @Test
    void schemasThatDoNotAgreeAreNamed() throws Exception {
        Path file = cluster.configFile(directory, "schemas", "");
        cluster.prepare(file, 1);
        register("schemas-events-value", "{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}");
        register("schemas-alerts-value", "\"int\"");
        Ran ran = validate(file);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out())
                .contains("PROBLEM   subject schemas-events-value: its latest schema cannot be read as an inference"
                        + " event: ")
                .contains("PROBLEM   subject schemas-alerts-value: the registry would not take our schema: ")
                .endsWith("2 problems\n");
    }

    @Test
    void aSchemaThatMayNotBeRegisteredAndIsNotIsNamed() throws Exception {
        Path file = cluster.configFile(directory, "manual", "");
        cluster.prepare(file, 1);
        String text = Files.readString(file)
                .replaceFirst(
                        "schema-registry: (.*)",
                        "schema-registry: {url: $1, properties: {auto.register.schemas: false}}");
        Ran ran = validate(Files.writeString(file, text));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out())
                .contains("PROBLEM   subject manual-reports-value: our schema is not registered, and"
                        + " auto.register.schemas is false");
    }

    @Test
    void problemsOfTheFileComeWithTheirLines() throws Exception {
        Path file = Files.writeString(directory.resolve("wrong.yaml"), "application-id: x\nwindow: {size: 5m}\n");
        Ran ran = validate(file);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out())
                .contains("PROBLEM   wrong.yaml line 2: window: unknown key; did you mean 'windows'?")
                .contains("PROBLEM   wrong.yaml line 1: bootstrap-servers: missing")
                .containsOnlyOnce("          correct it;")
                .endsWith("3 problems\n");
    }

    @Test
    void topicsOfNoPartitionOrReplicaAreBadUsage() throws Exception {
        Path file = Files.writeString(directory.resolve("any.yaml"), "application-id: x\n");
        for (String option : List.of("--partitions", "--replication-factor")) {
            Ran ran = validate(file, "--create", option, "0");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .isEqualToIgnoringNewLines("tidegauge validate: " + option + " must be at least 1, was 0");
        }
    }

    private static Ran validate(Path file, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = new String[options.length + 3];
        System.arraycopy(new String[] {"validate", "--config", file.toString()}, 0, args, 0, 3);
        System.arraycopy(options, 0, args, 3, options.length);
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ran(code, out.toString().replace("\r\n", "\n"), err.toString());
    }

    private static int partitions(String topic) throws Exception {
        return cluster.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .size();
    }

    private static String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = cluster.admin()
                .describeConfigs(List.of(resource))
                .all()
                .get(10, TimeUnit.SECONDS)
                .get(resource);
        return config.get(name).value();
    }

    private static void alter(String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        cluster.admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(set)))
                .all()
                .get(10, TimeUnit.SECONDS);
        await("the broker to know")
                .atMost(Duration.ofSeconds(10))
                .until(() -> setting(topic, name).equals(value));
    }

    private static void register(String subject, String schema) throws IOException, InterruptedException {
        String body = new ObjectMapper().writeValueAsString(Map.of("schema", schema));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(cluster.registryUrl() + "/subjects/" + subject + "/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
