package io.tidegauge.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegauge.sequential.SequentialDetector.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Streams with the indices at which each detector speaks (golden/sequential.json). The system property golden.dir names
 * another directory of the same layout.
 */
class GoldenVectorsTest {

    private static final Offset<Double> CLOSE = within(1e-9);
    private static final Set<String> CASE = Set.of("id", "title", "x", "tags");

    private static final Set<String> EXPECTED = Set.of(
            "params",
            "detections",
            "warnings",
            "warning_count",
            "final_up",
            "final_down",
            "final_z",
            "final_sum",
            "final_mean");

    @TestFactory
    Stream<DynamicTest> sequential() throws IOException {
        JsonNode cases = load();
        assertThat(cases).isNotEmpty();
        return StreamSupport.stream(cases.spliterator(), false).flatMap(c -> {
            List<DynamicTest> tests = new ArrayList<>();
            c.fieldNames().forEachRemaining(field -> {
                if (!CASE.contains(field)) {
                    tests.add(DynamicTest.dynamicTest(
                            c.path("id").asText() + " " + field,
                            () -> check(field, doubles(c.get("x")), c.get(field))));
                }
            });
            return tests.stream();
        });
    }

    private static JsonNode load() throws IOException {
        String directory = System.getProperty("golden.dir");
        try (InputStream in = directory == null
                ? GoldenVectorsTest.class.getResourceAsStream("/golden/sequential.json")
                : Files.newInputStream(Path.of(directory, "sequential.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static void check(String detector, double[] x, JsonNode expected) {
        JsonNode parameters = expected.get("params");
        expected.fieldNames()
                .forEachRemaining(
                        field -> assertThat(EXPECTED).as("fields with a check").contains(field));
        switch (detector) {
            case "cusum" -> cusum(x, parameters, expected);
            case "ewma" -> ewma(x, parameters, expected);
            case "page_hinkley" -> pageHinkley(x, parameters, expected);
            case "adwin" -> indices(new Adwin(parameters.get("delta").asDouble()), x, expected);
            case "ddm" -> ddm(x, parameters, expected);
            case "eddm" -> eddm(x, parameters, expected);
            default -> throw new AssertionError("a detector without a check: " + detector);
        }
    }

    private static void cusum(double[] x, JsonNode parameters, JsonNode expected) {
        Cusum cusum =
                new Cusum(parameters.get("k").asDouble(), parameters.get("h").asDouble());
        List<String> detections = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (cusum.update(x[i]) == Signal.CHANGE) {
                detections.add(i + (cusum.lastWasUp() ? " up" : " down"));
            }
        }
        assertThat(detections)
                .isEqualTo(StreamSupport.stream(expected.get("detections").spliterator(), false)
                        .map(detection -> detection.get(0).asInt() + " "
                                + detection.get(1).asText())
                        .toList());
        assertThat(cusum.up()).isCloseTo(expected.get("final_up").asDouble(), CLOSE);
        assertThat(cusum.down()).isCloseTo(expected.get("final_down").asDouble(), CLOSE);
    }

    private static void ewma(double[] x, JsonNode parameters, JsonNode expected) {
        Ewma ewma = new Ewma(
                parameters.get("lambda").asDouble(), parameters.get("L").asDouble());
        indices(ewma, x, expected);
        assertThat(ewma.average()).isCloseTo(expected.get("final_z").asDouble(), CLOSE);
    }

    private static void pageHinkley(double[] x, JsonNode parameters, JsonNode expected) {
        PageHinkley test = new PageHinkley(
                parameters.get("min_instances").asInt(),
                parameters.get("delta").asDouble(),
                parameters.get("threshold").asDouble(),
                parameters.get("alpha").asDouble());
        indices(test, x, expected);
        assertThat(test.sum()).isCloseTo(expected.get("final_sum").asDouble(), CLOSE);
        assertThat(test.mean()).isCloseTo(expected.get("final_mean").asDouble(), CLOSE);
    }

    private static void ddm(double[] x, JsonNode parameters, JsonNode expected) {
        Ddm ddm = new Ddm(
                parameters.get("warm_start").asInt(),
                parameters.get("warning_threshold").asDouble(),
                parameters.get("drift_threshold").asDouble());
        Spoken spoken = indices(ddm, x, expected);
        assertThat(spoken.warnings).isEqualTo(ints(expected.get("warnings")));
    }

    private static void eddm(double[] x, JsonNode parameters, JsonNode expected) {
        Eddm eddm = new Eddm(
                parameters.get("warm_start").asInt(),
                parameters.get("alpha").asDouble(),
                parameters.get("beta").asDouble());
        Spoken spoken = indices(eddm, x, expected);
        assertThat(spoken.warnings).hasSize(expected.get("warning_count").asInt());
    }

    private record Spoken(List<Integer> changes, List<Integer> warnings) {}

    private static Spoken indices(SequentialDetector detector, double[] x, JsonNode expected) {
        Spoken spoken = new Spoken(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < x.length; i++) {
            Signal signal = detector.update(x[i]);
            if (signal == Signal.CHANGE) {
                spoken.changes.add(i);
            } else if (signal == Signal.WARNING) {
                spoken.warnings.add(i);
            }
        }
        assertThat(spoken.changes).isEqualTo(ints(expected.get("detections")));
        return spoken;
    }

    private static List<Integer> ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}
