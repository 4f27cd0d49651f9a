package io.tidegauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows of which the drift is known: 6,000 rows a second apart, windows of 100, the first 3,000 the baseline. Column x moves
 * by three and a half standard deviations at row 4,550, which is in the middle of window 45; column y does not.
 */
class ScorecardCommandTest {

    private static final long SEED = 20_261_122;
    private static final int ROWS = 6_000;
    private static final int MOVES_AT = 4_550;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String DESCRIPTION = """
            {"name": "steps", "numeric": ["x", "y"], "categorical": ["c"], "time_column": "at", "baseline_rows": 3000,
             "window_rows": 100}
            """;

    private static final String TRUTHS = """
            dataset,feature,row_start,row_end,time,kind,basis,source
            steps,x,4550,6000,,abrupt,known,made
            steps,"y,c",,,,no drift (control),known,made
            other,x,0,10,,abrupt,known,made
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Path set = Files.createDirectory(directory.resolve("steps"));
        Files.writeString(set.resolve("dataset.json"), DESCRIPTION);
        Files.writeString(directory.resolve("drift_truth.csv"), TRUTHS);
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(set.resolve("steps.csv.gz")))) {
            zipped.write(rows().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String rows() {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder rows = new StringBuilder("at,x,y,c\n");
        for (int row = 0; row < ROWS; row++) {
            double x = bell(random) + (row < MOVES_AT ? 0 : 2);
            rows.append(START.plusSeconds(row))
                    .append(',')
                    .append(x)
                    .append(',')
                    .append(bell(random));
            rows.append(",").append(random.nextInt(3) == 0 ? "red" : "blue").append('\n');
        }
        return rows.toString();
    }

    private static double bell(SplittableRandom random) {
        return random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
    }

    private static JsonNode result(JsonNode card, String policy) {
        for (JsonNode result : card.required("results")) {
            if (result.required("policy").asText().equals(policy)) {
                return result;
            }
        }
        throw new AssertionError("no result of " + policy + " in " + card);
    }

    @Test
    void everyPolicyIsHeldAgainstWhatIsKnown() throws IOException {
        Ran ran = Ran.tidegauge("scorecard", directory.toString(), "--format", "json");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode card = new ObjectMapper().readTree(ran.out());
        assertThat(card.required("results"))
                .extracting(result -> result.required("policy").asText())
                .containsExactly("tidegauge", "evidently", "nannyml", "tfdv", "sagemaker", "random");
        JsonNode own = result(card, "tidegauge");
        assertThat(own.required("set").asText()).isEqualTo("steps");
        assertThat(own.required("truths").asInt()).isEqualTo(1);
        assertThat(own.required("found").asInt()).isEqualTo(1);
        assertThat(own.required("false_alerts").asInt()).isZero();
        assertThat(own.required("median_delay_windows").asDouble()).isBetween(0.0, 1.0);
        assertThat(own.required("opened_in_range").asInt()).isEqualTo(1);
        assertThat(own.required("false_feature_windows").asInt()).isZero();
        // Half of window 45 has moved out of the baseline's sight: D is a half, less 1.8 √(3100 / 300000), 0.32 > 0.1.
        JsonNode robust = result(card, "sagemaker");
        assertThat(robust.required("found").asInt()).isEqualTo(1);
        assertThat(robust.required("false_alerts").asInt()).isZero();
        assertThat(robust.required("median_delay_windows").asDouble()).isZero();
        // The guide's threshold of 0.01 on windows of 100 rows: shares vary by 0.05 by chance alone.
        JsonNode noisy = result(card, "tfdv");
        assertThat(noisy.required("false_alerts").asInt()).isPositive();
        assertThat(noisy.required("false_feature_windows").asInt())
                .as("each false alert lasts a window or more")
                .isGreaterThanOrEqualTo(noisy.required("false_alerts").asInt());
    }

    @Test
    void thePageHasTheTablesAndTheRules() throws IOException {
        Path page = directory.resolve("scorecard.md");
        Ran ran = Ran.tidegauge("scorecard", directory.toString(), "--write", page.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("SET")
                .contains("OPENED IN RANGE")
                .contains("steps  tidegauge  1       1      0");
        assertThat(page)
                .content()
                .contains("# Scorecard")
                .contains("| steps | tidegauge | 1 | 1 | 0 |")
                .contains("| steps | its own | ")
                .contains("30 of 0.0 h")
                .contains("PROVISIONAL (30 blocks over less than 7 days)")
                .doesNotContain("NaN");
    }

    /** Only x moves; y is said to move with it. */
    @Test
    void anEventIsOneTruthAndItsSilentFeaturesAreExplained() throws IOException {
        Files.writeString(directory.resolve("drift_truth.csv"), TRUTHS.replace("steps,x,4550,", "steps,\"x,y\",4550,"));
        Path page = directory.resolve("scorecard.md");
        Ran ran = Ran.tidegauge("scorecard", directory.toString(), "--write", page.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(page)
                .content()
                .contains("| steps | tidegauge | 1 | 1 | 0 |")
                .contains("- **steps, y** (rows from 4550; found by x): in its 15 windows the largest effect is ")
                .doesNotContain("**steps, x**");
    }

    @Test
    void aDirectoryWithoutSetsIsRefused() throws IOException {
        Ran ran = Ran.tidegauge(
                "scorecard", Files.createDirectory(directory.resolve("none")).toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("no data sets").contains("dataset.json");
    }

    @Test
    void rowsWithoutUsableTimeAreASecondApart() throws IOException {
        Path description = directory.resolve("steps").resolve("dataset.json");
        Files.writeString(description, DESCRIPTION.replace("\"at\"", "\"c\""));
        Path page = directory.resolve("scorecard.md");
        assertThat(Ran.tidegauge("scorecard", directory.toString(), "--write", page.toString())
                        .code())
                .isZero();
        assertThat(page)
                .content()
                .contains("| steps | a row a second | ")
                .contains("| steps | tidegauge | 1 | 1 | 0 |");
    }

    @Test
    void aBacktestSetsPoliciesSideBySide() throws IOException {
        JsonNode backtest = new ObjectMapper()
                .readTree(backtest("--baseline-rows", "0:3000", "--policy", "tidegauge,sagemaker", "--format", "json")
                        .out());
        assertThat(backtest.required("windows").asInt()).isEqualTo(30);
        for (String policy : new String[] {"tidegauge", "sagemaker"}) {
            JsonNode first = backtest.required("policies").required(policy).required(0);
            assertThat(first.required("feature").asText()).as(policy).isEqualTo("x");
            assertThat(Instant.parse(first.required("window_start").asText()))
                    .as(policy)
                    .isBetween(START.plusSeconds(4_500), START.plusSeconds(4_600));
        }
        Ran table = backtest("--baseline-rows", "0:3000", "--policy", "tidegauge,sagemaker");
        assertThat(table.out())
                .contains("WINDOW")
                .contains("TIDEGAUGE")
                .contains("SAGEMAKER")
                .contains("WARNING linf_robust")
                .contains("sagemaker: 1 alerts, 0 notices in 30 windows of 3 features");
    }

    @Test
    void aBacktestTakesABaselineThatThereIsAndOwnSettings() throws IOException {
        Path baseline = directory.resolve("baseline.json");
        Ran made = Ran.tidegauge(
                "baseline",
                "create",
                csv(),
                "--model",
                "m",
                "--version",
                "1",
                "--time-column",
                "at",
                "--rows",
                "0:3000",
                "--window",
                "100s",
                "-o",
                baseline.toString());
        assertThat(made.code()).as(made.err()).isZero();
        Path coarse = Files.writeString(directory.resolve("coarse.yaml"), """
                bootstrap-servers: none:9092
                application-id: tidegauge
                schema-registry: http://none:8081
                models:
                  m:
                    features:
                      x: {importance: 0}
                """);
        Ran ran = backtest("--baseline", baseline.toString(), "--policy", "tidegauge," + coarse, "--format", "json");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode policies = new ObjectMapper().readTree(ran.out()).required("policies");
        assertThat(policies.required("tidegauge").toString()).contains("\"feature\":\"x\"");
        assertThat(policies.required(coarse.toString()).toString())
                .as("x is muted")
                .doesNotContain("\"feature\":\"x\"");
        Ran refused = backtest("--baseline", baseline.toString(), "--policy", "evidently");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("'evidently' compares values: give --input and --baseline-rows");
    }

    @Test
    void whatABacktestCannotDoIsSaid() {
        assertThat(backtest("--baseline-rows", "0:3000", "--policy", "someone").err())
                .contains("no policy 'someone'")
                .contains("tidegauge, evidently, nannyml, tfdv, sagemaker");
        assertThat(backtest().err()).contains("give --baseline FILE, or with --input its --baseline-rows");
        assertThat(Ran.tidegauge("backtest", "--baseline-rows", "0:3000").err())
                .contains("give --input FILE or --topic TOPIC");
    }

    private String csv() {
        return directory.resolve("steps").resolve("steps.csv.gz").toString();
    }

    private Ran backtest(String... more) {
        String[] fixed = {"backtest", "--input", csv(), "--time-column", "at", "--window", "100s"};
        String[] args = Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, args, fixed.length, more.length);
        return Ran.tidegauge(args);
    }
}
