package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.HttpSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the compose file and the files it mounts say of one another is true. */
class ComposeFileTest {

    private final JsonNode services =
            DeploymentFiles.document("docker-compose.yml").path("services");

    @Test
    void everyServiceHasAPinnedImageOrAStageOfADockerfileThatExists() {
        assertThat(DeploymentFiles.names(services))
                .contains("broker", "schema-registry", "detector", "generator", "prometheus", "grafana");
        for (String name : DeploymentFiles.names(services)) {
            JsonNode service = services.path(name);
            if (service.has("image")) {
                assertThat(service.path("image").asText()).as(name).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");
                continue;
            }
            Path dockerfile = DeploymentFiles.TOP
                    .resolve(service.path("build").path("context").asText())
                    .resolve(service.path("build").path("dockerfile").asText());
            assertThat(dockerfile).as(name).isRegularFile();
            assertThat(DeploymentFiles.text("deploy/Dockerfile"))
                    .as(name)
                    .contains(" AS " + service.path("build").path("target").asText() + "\n");
        }
    }

    @Test
    void everyServiceThatOneDependsOnExistsAndHasTheHealthItIsAskedFor() {
        for (String name : DeploymentFiles.names(services)) {
            JsonNode dependencies = services.path(name).path("depends_on");
            List<String> named =
                    dependencies.isArray() ? DeploymentFiles.texts(dependencies) : DeploymentFiles.names(dependencies);
            for (String dependency : named) {
                assertThat(services.has(dependency))
                        .as(name + " on " + dependency)
                        .isTrue();
                if (dependencies.path(dependency).path("condition").asText().equals("service_healthy")) {
                    assertThat(services.path(dependency).has("healthcheck"))
                            .as(dependency)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyMountedFileExistsAndEveryVolumeIsDeclared() {
        JsonNode declared = DeploymentFiles.document("docker-compose.yml").path("volumes");
        int mounts = 0;
        for (JsonNode service : services) {
            for (String mount : DeploymentFiles.texts(service.path("volumes"))) {
                String source = mount.split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(DeploymentFiles.TOP.resolve(source)).exists();
                } else {
                    assertThat(declared.has(source)).as(mount).isTrue();
                }
                mounts++;
            }
        }
        assertThat(mounts).isGreaterThan(5);
    }

    @Test
    void hostPortsAreOnTheLoopbackAddressAndUsedOnce() {
        List<String> hostPorts = new ArrayList<>();
        for (JsonNode service : services) {
            for (String port : DeploymentFiles.texts(service.path("ports"))) {
                assertThat(port).matches("127\\.0\\.0\\.1:\\d+:\\d+");
                hostPorts.add(port.split(":")[1]);
            }
        }
        assertThat(hostPorts).doesNotHaveDuplicates().hasSizeGreaterThan(4);
    }

    @Test
    void theDetectorsConfigurationIsValidAndNamesTheOtherServices() {
        DetectorConfig config =
                ConfigLoader.load(DeploymentFiles.TOP.resolve("deploy/compose/tidegauge.yaml"), Map.of());

        assertThat(config.bootstrapServers()).isEqualTo("broker:9092");
        assertThat(brokerListeners()).contains("INSIDE://" + config.bootstrapServers());
        assertThat(config.registry().url()).isEqualTo("http://schema-registry:8081");
        assertThat(services.path("schema-registry")
                        .path("environment")
                        .path("SCHEMA_REGISTRY_LISTENERS")
                        .asText())
                .endsWith(":8081");
        assertThat(Objects.requireNonNull(config.state().directory()))
                .isIn(DeploymentFiles.texts(services.path("detector").path("volumes")).stream()
                        .map(mount -> mount.split(":")[1])
                        .toList());
    }

    @Test
    void theGeneratorAndTheDetectorSpeakToTheSameBrokerAndRegistry() {
        DetectorConfig config =
                ConfigLoader.load(DeploymentFiles.TOP.resolve("deploy/compose/tidegauge.yaml"), Map.of());

        assertThat(DeploymentFiles.texts(services.path("generator").path("command")))
                .containsSubsequence("--bootstrap-servers", config.bootstrapServers())
                .containsSubsequence("--registry", config.registry().url());
    }

    @Test
    void producersOnTheHostReachTheBrokerWhereItSaysItIs() {
        String port =
                DeploymentFiles.texts(services.path("broker").path("ports")).get(0);
        String host = port.split(":")[1];
        String inside = port.split(":")[2];

        assertThat(brokerListeners()).contains("OUTSIDE://localhost:" + host);
        assertThat(services.path("broker")
                        .path("environment")
                        .path("KAFKA_LISTENERS")
                        .asText())
                .contains("OUTSIDE://:" + inside);
    }

    @Test
    void theDetectorsContainerIsReadOnlyAndItsPortIsTheDefault() {
        JsonNode detector = services.path("detector");

        assertThat(detector.path("read_only").asBoolean()).isTrue();
        assertThat(DeploymentFiles.texts(detector.path("ports")).get(0)).endsWith(":" + HttpSettings.DEFAULT.port());
        assertThat(DeploymentFiles.text("deploy/Dockerfile"))
                .contains("EXPOSE " + HttpSettings.DEFAULT.port() + "\n")
                .contains("\nUSER 10001:10001\n");
    }

    @Test
    void prometheusScrapesTheDetectorAndLoadsItsRules() throws Exception {
        JsonNode prometheus = DeploymentFiles.document("deploy/prometheus/prometheus.yml");
        JsonNode scrape = prometheus.path("scrape_configs").path(0);

        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/metrics");
        assertThat(scrape.path("static_configs").path(0).path("targets").path(0).asText())
                .isEqualTo("detector:" + HttpSettings.DEFAULT.port());
        for (String rules : DeploymentFiles.texts(prometheus.path("rule_files"))) {
            assertThat(Files.exists(
                            DeploymentFiles.TOP.resolve("deploy/prometheus").resolve(rules)))
                    .as(rules)
                    .isTrue();
            assertThat(DeploymentFiles.texts(services.path("prometheus").path("volumes")))
                    .anyMatch(mount -> mount.contains("/etc/prometheus/" + rules));
        }
    }

    private String brokerListeners() {
        return services.path("broker")
                .path("environment")
                .path("KAFKA_ADVERTISED_LISTENERS")
                .asText();
    }
}
