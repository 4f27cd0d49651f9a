package io.tidegauge.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.compare.CellCounts;
import io.tidegauge.compare.JensenShannon;
import io.tidegauge.compare.KolmogorovSmirnov;
import io.tidegauge.compare.PooledValues;
import io.tidegauge.profile.WeightedValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Fits and judgements of the reference implementation (golden/calibration.json), to 1e-6. The system property golden.dir
 * names another directory of the same layout.
 */
class GoldenVectorsTest {

    private static final double TOLERANCE = 1e-6;

    @TestFactory
    Stream<DynamicTest> calibration() throws IOException {
        String directory = System.getProperty("golden.dir");
        try (InputStream in = directory == null
                ? GoldenVectorsTest.class.getResourceAsStream("/golden/calibration.json")
                : Files.newInputStream(Path.of(directory, "calibration.json"))) {
            JsonNode cases = new ObjectMapper().readTree(in);
            assertThat(cases).isNotEmpty();
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(c -> DynamicTest.dynamicTest(
                            c.path("id").asText() + " " + c.path("title").asText(), () -> check(c)));
        }
    }

    private static final Set<String> CASE =
            Set.of("id", "title", "tags", "baseline_blocks", "windows", "cells", "df", "expected");

    private static final Set<String> EXPECTED = Set.of(
            "null_js",
            "null_ks",
            "block_js_nats",
            "block_ks_grid",
            "window_js_nats",
            "window_ks_grid",
            "p_js",
            "p_ks",
            "p_feature",
            "effect_js_base2_debiased",
            "effect_ks_debiased",
            "effect");

    /** What the reference takes for Kolmogorov's law, less the one of the second part; p_ks shows that so does this. */
    private static final double KS_FREEDOM = 2.29;

    private static final Set<String> LAW =
            Set.of("c", "rho", "m_effective_blocks", "mean_inflation", "variance_used", "w1", "w2", "df1", "gamma_h");

    private static void checked(JsonNode node, Set<String> fields) {
        node.fieldNames()
                .forEachRemaining(
                        field -> assertThat(fields).as("fields with a check").contains(field));
    }

    private static void check(JsonNode c) {
        checked(c, CASE);
        checked(c.get("expected"), EXPECTED);
        blocks(counts(c.get("baseline_blocks")), c.get("expected"));
        long[][] blocks = counts(c.get("baseline_blocks"));
        long[][] windows = counts(c.get("windows"));
        JsonNode expected = c.get("expected");
        BlockCalibration calibration = BlockCalibration.of(blocks, blocks[0].length - 1);
        assertThat(calibration.degrees()).isEqualTo(c.get("df").asInt());
        law(expected.get("null_js"), calibration.jsLaw(), calibration.degrees() - 1);
        law(expected.get("null_ks"), Objects.requireNonNull(calibration.ksLaw()), KS_FREEDOM);
        for (int i = 0; i < windows.length; i++) {
            BlockCalibration.Verdict verdict = calibration.judge(windows[i]);
            close("window_js_nats", expected, i, verdict.jsDivergence());
            close("window_ks_grid", expected, i, verdict.ksDistance().orElseThrow());
            close("p_js", expected, i, verdict.jsPValue());
            close("p_ks", expected, i, verdict.ksPValue().orElseThrow());
            close("p_feature", expected, i, verdict.pValue());
            close("effect_js_base2_debiased", expected, i, verdict.jsEffect());
            close("effect_ks_debiased", expected, i, verdict.ksEffect().orElseThrow());
            close("effect", expected, i, verdict.effect());
        }
    }

    /** Each block against the rest of the baseline. */
    private static void blocks(long[][] blocks, JsonNode expected) {
        for (int i = 0; i < blocks.length; i++) {
            long[] rest = new long[blocks[i].length];
            for (long[] block : blocks) {
                Arrays.setAll(rest, k -> rest[k] + block[k]);
            }
            long[] block = blocks[i];
            Arrays.setAll(rest, k -> rest[k] - block[k]);
            close("block_js_nats", expected, i, JensenShannon.divergenceNats(CellCounts.of(rest, block)));
            PooledValues values = PooledValues.of(places(rest), places(block));
            close("block_ks_grid", expected, i, KolmogorovSmirnov.of(values).d());
        }
    }

    /** The cells of values, which all but the last are, as values in their order. */
    private static WeightedValues places(long[] counts) {
        int[] cells =
                IntStream.range(0, counts.length - 1).filter(k -> counts[k] > 0).toArray();
        return new WeightedValues(
                Arrays.stream(cells).asDoubleStream().toArray(),
                Arrays.stream(cells).mapToLong(k -> counts[k]).toArray());
    }

    private static void law(JsonNode expected, ChanceLaw law, double freedom) {
        checked(expected, LAW);
        close("df1", expected.get("df1"), freedom);
        close("c", expected.get("c"), law.repetition());
        close("rho", expected.get("rho"), law.wander());
        close("m_effective_blocks", expected.get("m_effective_blocks"), law.effectiveBlocks());
        close("mean_inflation", expected.get("mean_inflation"), law.inflation());
        close("variance_used", expected.get("variance_used"), law.variance());
        close("w1", expected.get("w1"), law.w1());
        close("w2", expected.get("w2"), law.w2());
        close("gamma_h", expected.get("gamma_h"), law.shape());
    }

    private static long[][] counts(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> StreamSupport.stream(row.spliterator(), false)
                        .mapToLong(JsonNode::asLong)
                        .toArray())
                .toArray(long[][]::new);
    }

    private static void close(String field, JsonNode expected, int index, double actual) {
        close(field + "[" + index + "]", expected.get(field).get(index), actual);
    }

    private static void close(String where, JsonNode expected, double actual) {
        double value = expected.asDouble();
        assertThat(Math.abs(actual - value))
                .as("%s is %s, expected %s", where, actual, value)
                .isLessThanOrEqualTo(Math.max(TOLERANCE * Math.abs(value), 1e-12));
    }
}
