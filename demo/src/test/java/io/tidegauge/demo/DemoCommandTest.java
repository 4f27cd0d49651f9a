package io.tidegauge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegauge.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void isASubcommandOfTidegauge() {
        assertThat(execute("demo", "--help")).isZero();
        assertThat(out.toString()).contains("--once", "--services", "--seed", "--kafka-port", "--registry-port");
    }

    @Test
    void refusesTwoModesAtOnce() {
        assertThat(execute("demo", "--once", "--services")).isEqualTo(2);
        assertThat(err.toString()).contains("give one of --once, --services and --generate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--kafka-port", "--registry-port", "--http-port"})
    void refusesWhatIsNoPort(String option) {
        assertThat(execute("demo", "--once", option, "65536")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("tidegauge demo: " + option + " must be from 0 to 65535, was 65536");
    }

    @Test
    void refusesToGenerateToNowhere() {
        assertThat(execute("demo", "--generate", "--registry", "http://localhost:8081"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--bootstrap-servers");
    }

    /** The containers' commands ask only for options that there are. */
    @ParameterizedTest
    @MethodSource("containerCommands")
    void containersAskForWhatThereIs(List<String> command) {
        List<String> withHelp = new ArrayList<>(command);
        withHelp.add("--help");

        assertThat(execute(withHelp.toArray(String[]::new))).as(err.toString()).isZero();
        for (String word : command) {
            if (word.startsWith("--")) {
                assertThat(out.toString()).contains(word);
            }
        }
    }

    static Stream<List<String>> containerCommands() {
        JsonNode services = DeploymentFiles.document("docker-compose.yml").path("services");
        JsonNode statefulSet = DeploymentFiles.document("deploy/kubernetes/statefulset.yaml");
        return Stream.of(
                        services.path("topics").path("command"),
                        services.path("generator").path("command"),
                        statefulSet.findPath("containers").path(0).path("args"))
                .map(DeploymentFiles::texts);
    }

    private int execute(String... arguments) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
