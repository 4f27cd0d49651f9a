package io.tidegauge.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
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

    private static void check(JsonNode c) {
        long[][] blocks = counts(c.get("baseline_blocks"));
        long[][] windows = counts(c.get("windows"));
        JsonNode expected = c.get("expected");
        BlockCalibration calibration = BlockCalibration.of(blocks, blocks[0].length - 1);
        assertThat(calibration.degrees()).isEqualTo(c.get("df").asInt());
        law(expected.get("null_js"), calibration.jsLaw());
        law(expected.get("null_ks"), Objects.requireNonNull(calibration.ksLaw()));
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

    private static void law(JsonNode expected, ChanceLaw law) {
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
