package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyCommandTest {

    private static final Pattern EDGE = Pattern.compile("  (\\w+) (?:-->|---) (\\w+)");
    private static final Pattern NODE = Pattern.compile(" +(\\w+)(?:\\[\"|\\[\\(\"|\\(\\[\")([^\"]+)\".*");

    @TempDir
    private Path directory;

    @Test
    void describesItselfWithoutACluster() {
        Ran ran = Ran.tidegauge("topology");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("Topologies:\n   Sub-topology: 0")
                .contains(
                        "inference-events",
                        "drift-baselines",
                        "drift-reports",
                        "drift-alerts",
                        "tidegauge-dead-letters");
    }

    @Test
    void theChartShowsTheTopicsOfTheConfigurationAndJoinsOnlyWhatItShows() throws IOException {
        Path file = Files.writeString(directory.resolve("own.yaml"), """
                bootstrap-servers: localhost:1
                schema-registry: http://localhost:1
                application-id: own
                topics: {events: [a.b, a-b]}
                """);
        Ran ran = Ran.tidegauge("topology", "--config", file.toString(), "--format", "mermaid");
        assertThat(ran.code()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("flowchart TD");
        List<Matcher> nodes = lines.stream()
                .map(NODE::matcher)
                .filter(line -> line.matches() && !line.group(0).contains("subgraph"))
                .toList();
        Set<String> names = nodes.stream().map(node -> node.group(2)).collect(Collectors.toSet());
        assertThat(names).contains("a.b", "a-b", "drift-alerts", "own-dead-letters", "panes");
        Set<String> ids = nodes.stream().map(node -> node.group(1)).collect(Collectors.toSet());
        List<Matcher> edges =
                lines.stream().map(EDGE::matcher).filter(Matcher::matches).toList();
        assertThat(edges).isNotEmpty().allSatisfy(edge -> assertThat(ids).contains(edge.group(1), edge.group(2)));
        assertThat(ids).as("two topics, two identifiers").contains("topic_a_2e_b", "topic_a_2d_b");
        assertThat(lines.stream().filter(line -> line.strip().startsWith("subgraph")))
                .hasSameSizeAs(lines.stream()
                        .filter(line -> line.strip().equals("end"))
                        .toList());
    }

    @Test
    void aWrongFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.yaml"), "windows: 5\n");
        Ran ran = Ran.tidegauge("topology", "--config", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("line 1: windows: must be a section");
    }
}
