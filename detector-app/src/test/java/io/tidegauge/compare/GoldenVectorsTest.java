package io.tidegauge.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reference vectors made with SciPy, statsmodels and R (golden/numeric.json, categorical.json, correlation.json and
 * sketch_view.json). The system property golden.dir names another directory of the same layout. Every expected field is
 * compared; one without a check fails by its name.
 */
class GoldenVectorsTest {

    @TestFactory
    Stream<DynamicTest> numeric() {
        return tests("numeric.json", GoldenNumeric::check);
    }

    @TestFactory
    Stream<DynamicTest> categorical() {
        return tests("categorical.json", GoldenCategorical::check);
    }

    @TestFactory
    Stream<DynamicTest> correlation() {
        return tests("correlation.json", GoldenCorrelation::check);
    }

    @TestFactory
    Stream<DynamicTest> sketchView() {
        Map<String, JsonNode> numeric = GoldenFiles.load("numeric.json").stream()
                .collect(Collectors.toMap(c -> c.path("id").asText(), Function.identity()));
        return tests("sketch_view.json", c -> GoldenSketchView.check(c, numeric));
    }

    private static Stream<DynamicTest> tests(String file, Consumer<JsonNode> check) {
        List<JsonNode> cases = GoldenFiles.load(file);
        return cases.stream().map(c -> DynamicTest.dynamicTest(GoldenFiles.name(c), () -> check.accept(c)));
    }
}
