package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scorecard --simulate}. */
class SimulationCommandTest {

    private static final String[] SHORT = {
        "scorecard", "--simulate", "--worlds", "wander.05corr.8", "--months", "1", "--threads", "2", "--seed", "3"
    };

    @TempDir
    private Path directory;

    @Test
    void worldsAreJudgedAndThePageKeepsWhatIsNotRunAnew() throws IOException {
        Path page = directory.resolve("scorecard.md");
        Files.writeString(page, "# Scorecard\n\n## Results\n\nAs they were.\n\n## Simulation\n\nOld.\n");
        Ran ran = Ran.tidegauge(with(SHORT, "--format", "json", "--write", page.toString()));
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(json.get("results")).isEmpty();
        assertThat(json.get("simulation")).hasSize(3);
        for (JsonNode world : json.get("simulation")) {
            assertThat(world.get("world").asText()).isEqualTo("wander.05corr.8");
            assertThat(world.get("months").asInt()).isEqualTo(1);
            // Half of the 95 % quantile of chi-square with two degrees and more, as SciPy has it.
            assertThat(world.get("warnings_per_month_at_most").asDouble()).isGreaterThan(2.9957);
        }
        assertThat(page)
                .content()
                .startsWith("# Scorecard\n\n## Results\n\nAs they were.\n\n## Simulation\n\nMonths of 30 days")
                .contains("| wander.05corr.8 | 10,000 | 28 days | 0.10 | 1 |")
                .doesNotContain("Old.");
    }

    @Test
    void nothingToDoAndUnknownWorldsAreRefused() {
        assertThat(Ran.tidegauge("scorecard").code()).isEqualTo(2);
        Ran unknown = Ran.tidegauge("scorecard", "--simulate", "--worlds", "iid,mars");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no world mars; there are iid, cluster10");
        assertThat(Ran.tidegauge(with(SHORT, "--effect", "2")).code()).isNotZero();
        assertThat(Ran.tidegauge("scorecard", "--simulate", "--months", "0").code())
                .isEqualTo(2);
    }

    private static String[] with(String[] command, String... more) {
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }
}
