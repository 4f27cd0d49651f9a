package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.cluster.TestCluster;
import io.tidegauge.config.DetectorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest of a topic's events says what one of the file says that they were published from. */
class BacktestTopicTest {

    private static final int BASELINE_ROWS = 1_800;
    private static final int ROWS = 2_700;
    private static final int MOVES_AT = 2_200;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private String rows() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        StringBuilder rows = new StringBuilder("at,x\n");
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextDouble() + random.nextDouble() + (row < MOVES_AT ? 0 : 2);
            rows.append(START.plusSeconds(row)).append(',').append(x).append('\n');
        }
        return Files.writeString(directory.resolve("rows.csv"), rows).toString();
    }

    @Test
    void eventsAreJudgedAsTheirRowsAre() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            Path config = cluster.configFile(directory, "backtest", "");
            DetectorConfig settings = cluster.prepare(config, 3);
            String rows = rows();
            String baseline = directory.resolve("baseline.json").toString();
            ok(
                    "baseline",
                    "create",
                    rows,
                    "--model",
                    "m",
                    "--version",
                    "1",
                    "--time-column",
                    "at",
                    "--rows",
                    "0:" + BASELINE_ROWS,
                    "--window",
                    "60s",
                    "-o",
                    baseline);
            ok(
                    "publish",
                    rows,
                    "--model",
                    "m",
                    "--version",
                    "1",
                    "--time-column",
                    "at",
                    "--rows",
                    BASELINE_ROWS + ":",
                    "--config",
                    config.toString());

            String from = START.plusSeconds(BASELINE_ROWS).toString();
            JsonNode ofTopic = backtest(
                    baseline, from, "--topic", settings.topics().events().get(0), "--config", config.toString());
            JsonNode ofFile = backtest(baseline, from, "--input", rows, "--time-column", "at");
            assertThat(ofTopic).isEqualTo(ofFile);
            assertThat(ofTopic.required("windows").asInt()).isEqualTo((ROWS - BASELINE_ROWS) / 60);
            assertThat(ofTopic.required("policies").required("tidegauge"))
                    .as("what is told of x, which moves")
                    .isNotEmpty();
        }
    }

    private static JsonNode backtest(String baseline, String from, String... source) throws Exception {
        String[] fixed = {"backtest", "--baseline", baseline, "--from", from, "--window", "60s", "--format", "json"};
        String[] args = new String[fixed.length + source.length];
        System.arraycopy(fixed, 0, args, 0, fixed.length);
        System.arraycopy(source, 0, args, fixed.length, source.length);
        return new ObjectMapper().readTree(ok(args).out());
    }

    private static Ran ok(String... args) {
        Ran ran = Ran.tidegauge(args);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }
}
