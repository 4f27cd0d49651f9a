package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.config.HttpSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesFilesTest {

    private final JsonNode statefulSet = manifest("statefulset.yaml");
    private final JsonNode pod = statefulSet.path("spec").path("template").path("spec");
    private final JsonNode container = pod.path("containers").path(0);

    @Test
    void theKustomizationListsEveryManifest() throws Exception {
        List<String> listed =
                DeploymentFiles.texts(manifest("kustomization.yaml").path("resources"));
        try (var files = Files.list(DeploymentFiles.TOP.resolve("deploy/kubernetes"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void theConfigurationIsValidAndGivesEachPodItsOwnPlaceInTheGroup(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("tidegauge.yaml");
        Files.writeString(
                file,
                manifest("configmap.yaml").path("data").path("tidegauge.yaml").asText());

        DetectorConfig config = ConfigLoader.load(file, Map.of("POD_NAME", "tidegauge-1"));

        assertThat(config.kafka()).containsEntry("consumer.group.instance.id", "tidegauge-1");
        assertThat(DeploymentFiles.values(container.path("env")))
                .anyMatch(variable -> variable.path("name").asText().equals("POD_NAME"));
        assertThat(config.http()).isEqualTo(HttpSettings.DEFAULT);
        assertThat(DeploymentFiles.values(container.path("volumeMounts")))
                .extracting(mount -> mount.path("mountPath").asText())
                .contains(Objects.requireNonNull(config.state().directory()), "/etc/tidegauge", "/tmp");
        assertThat(DeploymentFiles.texts(container.path("args")))
                .containsExactly("run", "--config", "/etc/tidegauge/tidegauge.yaml");
    }

    @Test
    void serviceVariablesAreNotTakenForConfiguration() {
        assertThat(pod.path("enableServiceLinks").isBoolean()).isTrue();
        assertThat(pod.path("enableServiceLinks").asBoolean()).isFalse();
    }

    @Test
    void thePodRunsAsNobodyOnAReadOnlyFileSystem() {
        JsonNode security = container.path("securityContext");

        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").isBoolean()).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean()).isFalse();
        assertThat(DeploymentFiles.texts(security.path("capabilities").path("drop")))
                .containsExactly("ALL");
        assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(DeploymentFiles.text("deploy/Dockerfile"))
                .contains("USER "
                        + pod.path("securityContext").path("runAsUser").asText() + ":"
                        + pod.path("securityContext").path("runAsGroup").asText() + "\n");
    }

    @Test
    void thePodHasTimeToStopProbesAndBounds() {
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(60);
        assertThat(probe("startupProbe")).isEqualTo("/health/live");
        assertThat(probe("livenessProbe")).isEqualTo("/health/live");
        assertThat(probe("readinessProbe")).isEqualTo("/health/ready");
        assertThat(container.path("ports").path(0).path("containerPort").asInt())
                .isEqualTo(HttpSettings.DEFAULT.port());
        assertThat(container.path("resources").path("requests").has("cpu")).isTrue();
        assertThat(container.path("resources").path("limits").has("memory")).isTrue();
    }

    @Test
    void everySelectorFindsThePodsAndEveryMountHasAVolume() {
        JsonNode labels =
                statefulSet.path("spec").path("template").path("metadata").path("labels");
        JsonNode spec = statefulSet.path("spec");

        assertThat(labels).isNotEmpty();
        assertThat(spec.path("selector").path("matchLabels")).isEqualTo(labels);
        assertThat(manifest("service.yaml").path("spec").path("selector")).isEqualTo(labels);
        assertThat(manifest("poddisruptionbudget.yaml")
                        .path("spec")
                        .path("selector")
                        .path("matchLabels"))
                .isEqualTo(labels);
        assertThat(spec.path("serviceName"))
                .isEqualTo(manifest("service.yaml").path("metadata").path("name"));
        assertThat(DeploymentFiles.values(pod.path("volumes")))
                .extracting(volume -> volume.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(DeploymentFiles.values(container.path("volumeMounts")).stream()
                        .map(mount -> mount.path("name").asText())
                        .toList());
        assertThat(DeploymentFiles.values(pod.path("volumes")))
                .filteredOn(volume -> volume.has("configMap"))
                .extracting(volume -> volume.path("configMap").path("name"))
                .containsExactly(manifest("configmap.yaml").path("metadata").path("name"));
    }

    private String probe(String name) {
        JsonNode request = container.path(name).path("httpGet");
        assertThat(request.path("port").asText())
                .as(name)
                .isEqualTo(container.path("ports").path(0).path("name").asText());
        return request.path("path").asText();
    }

    private static JsonNode manifest(String name) {
        return DeploymentFiles.document("deploy/kubernetes/" + name);
    }
}
