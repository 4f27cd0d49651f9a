package io.tidegauge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Corrections for many tests as statsmodels makes them (golden/multiple_testing.json). The system property golden.dir names
 * another directory of the same layout.
 */
class GoldenVectorsTest {

    private static final Set<String> CASE = Set.of("id", "title", "tags", "p");

    private static final Map<String, MultipleTesting> PROCEDURES = Map.of(
            "bonferroni", new Bonferroni(),
            "holm", new Holm(),
            "fdr_bh", new BenjaminiHochberg(),
            "fdr_by", new BenjaminiYekutieli());

    @TestFactory
    Stream<DynamicTest> multipleTesting() {
        return Golden.cases("multiple_testing.json")
                .map(c -> DynamicTest.dynamicTest(
                        c.path("id").asText() + " " + c.path("title").asText(), () -> check(c)));
    }

    private static void check(JsonNode c) {
        double[] p = Golden.doubles(c.get("p"));
        c.fieldNames().forEachRemaining(field -> {
            if (!CASE.contains(field)) {
                assertThat(PROCEDURES).as("field without a check").containsKey(field);
                check(c.get(field), field, PROCEDURES.get(field), p);
            }
        });
    }

    private static void check(JsonNode expected, String name, MultipleTesting procedure, double[] p) {
        expected.fieldNames().forEachRemaining(field -> {
            if (field.equals("adjusted")) {
                close(Golden.doubles(expected.get(field)), procedure.adjusted(p), name);
            } else {
                assertThat(field).as("field without a check").startsWith("reject_at_");
                double level = Double.parseDouble(field.substring("reject_at_".length()));
                Boolean[] rejected = StreamSupport.stream(expected.get(field).spliterator(), false)
                        .map(JsonNode::booleanValue)
                        .toArray(Boolean[]::new);
                assertThat(procedure.reject(p, level)).as("%s %s", name, field).containsExactly(rejected);
            }
        });
    }

    /** P-values: relative 1e-6 above 1e-12, order of magnitude below. */
    private static void close(double[] expected, double[] actual, String name) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            boolean close = expected[i] > 1e-12
                    ? Math.abs(actual[i] - expected[i]) <= 1e-6 * expected[i]
                    : expected[i] == actual[i] || Math.abs(Math.log(actual[i]) / Math.log(expected[i]) - 1) <= 1e-3;
            assertThat(close)
                    .as("%s[%d] is %s, expected %s", name, i, actual[i], expected[i])
                    .isTrue();
        }
    }
}
