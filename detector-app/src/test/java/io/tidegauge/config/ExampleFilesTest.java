package io.tidegauge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidegauge.decide.DecisionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The configuration files that are handed out must be right. */
class ExampleFilesTest {

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path FULL = DEPLOY.resolve("tidegauge.yaml");
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    @Test
    void theFullExampleShowsTheDefaults() {
        DetectorConfig config = ConfigLoader.load(FULL, Map.of());
        assertThat(config.topics()).isEqualTo(TopicSettings.DEFAULT);
        assertThat(config.windows()).isEqualTo(WindowSettings.DEFAULT);
        assertThat(config.timing()).isEqualTo(TimingSettings.DEFAULT);
        assertThat(config.limits()).isEqualTo(LimitSettings.DEFAULT);
        assertThat(config.decision()).isEqualTo(DecisionPolicy.DEFAULT);
        assertThat(config.http()).isEqualTo(HttpSettings.DEFAULT);
        assertThat(config.state())
                .isEqualTo(new StateSettings(
                        StateSettings.DEFAULT.internalPartitions(),
                        StateSettings.DEFAULT.standbyReplicas(),
                        StateSettings.DEFAULT.threads(),
                        "/tmp/tidegauge",
                        StateSettings.DEFAULT.store(),
                        StateSettings.DEFAULT.rocksdbMemory()));
    }

    /** The key without the names in it; a model's keys of the decision are those of all. */
    private static String general(String key) {
        return key.replaceAll("^models\\.[^.]+\\.decision\\.", "decision.")
                .replaceAll("^models\\.[^.]+\\.features\\.[^.]+", "models.*.features.*")
                .replaceAll("^models\\.[^.]+", "models.*");
    }

    @Test
    void theFullExampleHoldsEveryKeyThereIs() throws IOException {
        Set<String> known =
                ConfigLoader.parse("full", Files.readString(FULL), Map.of()).keys();
        JsonNode file = new YAMLMapper().readTree(FULL.toFile());
        Set<String> missing = new TreeSet<>();
        Set<String> shown = new TreeSet<>();
        for (String key : known) {
            boolean there = !file.at("/" + key.replace('.', '/')).isMissingNode();
            (there ? shown : missing).add(general(key));
        }
        missing.removeAll(shown);
        assertThat(missing)
                .as("keys the loader knows and the example shows in comments: the pattern excludes the list, the memory"
                        + " is a share of the heap by default, the silence a number of windows")
                .containsExactly(
                        "limits.max-live-memory",
                        "limits.max-window-memory",
                        "timing.silence-after",
                        "topics.events-pattern");
    }

    @Test
    void theCompositionsFileIsRight() {
        assertThatCode(() -> ConfigLoader.load(DEPLOY.resolve("compose/tidegauge.yaml"), Map.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void theConfigMapsFileIsRight() throws IOException {
        JsonNode map = new YAMLMapper()
                .readTree(DEPLOY.resolve("kubernetes/configmap.yaml").toFile());
        String text = map.at("/data/tidegauge.yaml").asText();
        DetectorConfig config = ConfigLoader.parse("configmap", text, Map.of("POD_NAME", "tidegauge-0"))
                .config();
        assertThat(config.kafka()).containsEntry("consumer.group.instance.id", "tidegauge-0");
    }

    @Test
    void theDocumentsExampleIsRight() throws IOException {
        String yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(yaml.lines()).hasSize(3);
        assertThatCode(() -> ConfigLoader.parse("document", yaml, Map.of())).doesNotThrowAnyException();
    }
}
