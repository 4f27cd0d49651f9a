package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.baseline.BaselineFile;
import io.tidegauge.baseline.FeatureBaseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 'baseline create' says that a baseline is good for. */
class BaselineCreateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    /** Ten days with a row every three minutes: 20 rows an hour, 480 a day. */
    @Test
    void tenDaysAreCalibratedByTheHourOfTheDay() throws IOException {
        rows(10 * 480, 180);
        Ran ran = create("--time-column", "when", "--window", "1h", "--format", "json");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode x = JSON.readTree(ran.out()).at("/features/x");
        JsonNode calibration = x.at("/calibration");
        assertThat(calibration.at("/blocks").asInt()).isEqualTo(240);
        assertThat(calibration.at("/block_ms").asLong()).isEqualTo(3_600_000);
        assertThat(calibration.at("/season").asText()).isEqualTo("HOUR_OF_DAY");
        assertThat(calibration.at("/window/calibration").asText()).isEqualTo("CALIBRATED");
        assertThat(calibration.at("/window/reason").asText()).isEmpty();
        assertThat(calibration.at("/window/rows").asLong()).isEqualTo(20);
        assertThat(calibration.at("/window/independent_rows").asDouble())
                .as("rows are independent: each is worth about one, none more")
                .isBetween(12.0, 20.0);
        assertThat(calibration.at("/window/wander").asDouble()).isZero();
        assertThat(calibration.at("/day/calibration").asText()).isEqualTo("PROVISIONAL");
        assertThat(calibration.at("/day/rows").asLong()).isEqualTo(480);
        assertThat(calibration.at("/day/detectable").asDouble())
                .as("a day shows less than an hour does")
                .isGreaterThan(0)
                .isLessThan(calibration.at("/window/detectable").asDouble());
        assertThat(x.at("/rules_off")).isEmpty();
        assertThat(JSON.readTree(ran.out()).at("/features/counter/rules_off").toString())
                .isEqualTo("[\"OUT_OF_RANGE\"]");
    }

    @Test
    void itIsSaidInATableAndInWords() throws IOException {
        rows(10 * 480, 180);
        Ran ran = create("--time-column", "when", "--window", "1h", "--id", "b");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines())
                .anyMatch(
                        line -> line.matches("x +numeric +CALIBRATED +1\\.\\d\\d +0\\.?0* +20 +1\\d +0\\.\\d+ +480 .*"))
                .anyMatch(line -> line.startsWith("counter ") && line.endsWith("OUT_OF_RANGE"))
                .contains("Chance is learned from 240 blocks of 1h, told apart by the hour of day.")
                .anyMatch(line -> line.startsWith("A window of 1h and 20 rows is worth "))
                .contains("Blocks of the baseline itself would be alerted for the rules that are off, of counter:"
                        + " they do not apply there.");
    }

    /** Four hours and two thirds: 14 windows of 20 minutes, 28 halves, 42 thirds. */
    @Test
    void fewWindowsAreCutAndThatIsSaid() throws IOException {
        rows(1_120, 15);
        Ran ran = create("--time-column", "when", "--window", "20m");
        assertThat(ran.err())
                .isEqualToIgnoringNewLines("note: the rows fill fewer than 30 windows of 20m, so chance is learned from"
                        + " blocks of 6m40s; what whole windows do by themselves is not seen");
        assertThat(ran.out())
                .contains("Chance is learned from 42 blocks of 6m40s.", "provisional", "PROVISIONAL")
                .contains("of whole days too few are known")
                .doesNotContain("UNCALIBRATED");
        FeatureBaseline x = BaselineFile.read(baseline()).features().get("x");
        assertThat(x.blocks().orElseThrow().lengths().get(0).size()).isEqualTo(42);
        assertThat(Arrays.stream(x.blocks().orElseThrow().whole()).sum()).isEqualTo(1_120);
    }

    @Test
    void withoutTimesNothingIsKnownAndThatIsSaid() throws IOException {
        rows(2_000, 60);
        Ran ran = create("--exclude", "when");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("UNCALIBRATED")
                .contains("The rows have no time", "never pages", "--time-column");
        assertThat(BaselineFile.read(baseline()).features().get("x").blocks()).isEmpty();
        JsonNode json =
                JSON.readTree(create("--exclude", "when", "--format", "json").out());
        JsonNode window = json.at("/features/x/calibration/window");
        assertThat(window.at("/reason").asText()).isEqualTo("its rows have no time");
        assertThat(window.at("/independent_rows").isNull()).isTrue();
        assertThat(window.at("/detectable").isNull()).isTrue();
    }

    @Test
    void tooFewBlocksAreNotEnoughAndThatIsSaid() throws IOException {
        rows(600, 60);
        assertThat(create("--time-column", "when", "--window", "1h").out())
                .contains("UNCALIBRATED", "it has only 10 blocks of time", "never pages");
    }

    @Test
    void theWindowIsTheConfiguredOne() throws IOException {
        rows(4_800, 180);
        Path config = Files.writeString(directory.resolve("tidegauge.yaml"), """
                bootstrap-servers: localhost:1
                application-id: a
                schema-registry: http://localhost:1
                models: {rent: {windows: {size: 2h}}}
                """);
        assertThat(create("--time-column", "when", "--config", config.toString())
                        .out())
                .contains("120 blocks of 2h");
        assertThat(create("--time-column", "when").out()).contains(" blocks of 5m");
        assertThat(create("--window", "0s").code()).isEqualTo(2);
    }

    /** Rows of a normal law, of a counter, and of three labels, so many seconds apart. */
    private void rows(int rows, int seconds) throws IOException {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("when,x,counter,label\n");
        for (int row = 0; row < rows; row++) {
            csv.append(1_700_006_400L + (long) row * seconds)
                    .append(',')
                    .append(random.nextGaussian())
                    .append(',')
                    .append(row)
                    .append(",c")
                    .append(random.nextInt(3))
                    .append('\n');
        }
        Files.writeString(directory.resolve("rows.csv"), csv);
    }

    private Path baseline() {
        return directory.resolve("baseline.json");
    }

    private Ran create(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "baseline",
                "create",
                directory.resolve("rows.csv").toString(),
                "--model",
                "rent",
                "--version",
                "7",
                "-o",
                baseline().toString()));
        args.addAll(List.of(more));
        return Ran.tidegauge(args.toArray(String[]::new));
    }
}
