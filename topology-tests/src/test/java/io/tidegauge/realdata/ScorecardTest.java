package io.tidegauge.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegauge.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The scorecard on real data. What is asked of our rule holds for the sets that the repository's documents speak of; where
 * the data are too short for more, docs/scorecard.md says so.
 */
class ScorecardTest {

    /** What must be true of our rule's result, by set. */
    private static final Map<String, BiConsumer<String, JsonNode>> ASKED = Map.of(
            "adult_control",
            (set, own) -> {
                assertNoneFalse(set, own);
                assertThat(own.required("unscored_alerts").asInt())
                        .as("other alerts where nothing drifts")
                        .isZero();
            },
            "elec2",
            (set, own) -> {
                assertAllFound(set, own);
                assertNoneFalse(set, own);
            },
            "bike_sharing_hourly",
            (set, own) -> {
                assertAllFound(set, own);
                assertThat(own.required("opened_in_range").asInt())
                        .as("growth told when it came")
                        .isEqualTo(1);
                assertNoneFalse(set, own);
            },
            "california_housing",
            (set, own) -> {
                assertAllFound(set, own);
                assertNoneFalse(set, own);
            },
            "nab_cpu_asg",
            ScorecardTest::assertAllFound);

    private static void assertAllFound(String set, JsonNode own) {
        assertThat(own.required("found").asInt())
                .as("found of " + set)
                .isEqualTo(own.required("truths").asInt())
                .isPositive();
    }

    private static void assertNoneFalse(String set, JsonNode own) {
        assertThat(own.required("false_alerts").asInt()).as("false of " + set).isZero();
        assertThat(own.required("false_feature_windows").asInt())
                .as("windows of false alerts of " + set)
                .isZero();
    }

    @TestFactory
    Stream<DynamicTest> ourRuleFindsWhatIsAskedOfIt() throws IOException {
        Path data = RealDataTest.dataDirectory();
        assumeTrue(Files.isDirectory(data), "skipped: there is no directory " + data + "; -Ddata.dir=… names another");
        JsonNode results =
                json("scorecard", data.toString(), "--format", "json").required("results");
        Map<String, JsonNode> own = new HashMap<>();
        List<String> policies = new ArrayList<>();
        results.forEach(result -> {
            System.out.println(result);
            policies.add(result.required("policy").asText());
            if (result.required("policy").asText().equals("tidegauge")) {
                own.put(result.required("set").asText(), result);
            }
        });
        assertThat(policies).contains("tidegauge", "evidently", "nannyml", "tfdv", "sagemaker", "random");
        return own.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> ASKED.getOrDefault(
                                        entry.getKey(),
                                        (set, result) -> assertThat(result.required("truths")
                                                        .asInt())
                                                .as("truths of " + set)
                                                .isNotNegative())
                                .accept(entry.getKey(), entry.getValue())));
    }

    /**
     * The episode is a week long, as a window of the set is, and there an alert fires from before: in windows of a day one opens
     * while it lasts.
     */
    @Test
    void inWindowsOfADayTheEpisodeIsTold() throws IOException {
        Path rows = RealDataTest.dataDirectory().resolve("nab_cpu_asg").resolve("nab_cpu_asg.csv.gz");
        assumeTrue(Files.exists(rows), "skipped: there is no " + rows);
        JsonNode told = json(
                        "backtest",
                        "--input",
                        rows.toString(),
                        "--time-column",
                        "timestamp",
                        "--baseline-rows",
                        "0:4032",
                        "--window",
                        "1d",
                        "--format",
                        "json")
                .required("policies")
                .required("tidegauge");
        assertThat(told).anySatisfy(opening -> {
            assertThat(opening.required("window_start").asText()).isBetween("2014-07-10", "2014-07-16");
            assertThat(opening.required("severity").asText()).isIn("WARNING", "CRITICAL");
            assertThat(opening.required("more_urgent").asBoolean()).isFalse();
        });
    }

    private static JsonNode json(String... args) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        assertThat(code).as(err.toString()).isZero();
        return new JsonMapper().readTree(out.toString());
    }
}
