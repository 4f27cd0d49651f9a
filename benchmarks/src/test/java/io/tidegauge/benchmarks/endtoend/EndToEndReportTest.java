package io.tidegauge.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegauge.benchmarks.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndToEndReportTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private JsonNode written() throws IOException {
        EndToEndReport report =
                new EndToEndReport(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        for (int round = 1; round <= 3; round++) {
            for (String contender : List.of("consumer-decode", "streams-decode", "streams-dsl", "tidegauge-alos")) {
                report.add(List.of(Drawn.round(20, 3, contender, round, 1_000, 1)));
            }
            report.add(List.of(
                    Drawn.round(20, 3, "tidegauge", round, 700 + round, 1),
                    Drawn.round(100, 3, "tidegauge", round, 90, 1),
                    Drawn.round(100, 3, "consumer-decode", round, 100, 1)));
        }
        report.add(new Paced(20_000, 1, 4, 20, 3, 6, 1_000_000, 18_000, 6_000, 0.5, Double.NaN));
        Path file = directory.resolve("results").resolve("latest.json");
        Results.put(file, Map.of("micro", Map.of("from", "another run")));
        report.finish(3, List.of("-Xlog:gc"), file);
        return new JsonMapper().readTree(file.toFile());
    }

    @Test
    void theFileHasEveryPromisedRatioAndWhatItIsTheMedianOf() throws IOException {
        JsonNode json = written();

        assertThat(json.at("/ratios/tidegauge_vs_decode_20").doubleValue()).isCloseTo(0.702, within(1e-9));
        assertThat(json.at("/ratios_by_round/tidegauge_vs_decode_20")).hasSize(3);
        assertThat(json.at("/ratios/tidegauge_vs_decode_100").doubleValue()).isCloseTo(0.9, within(1e-9));
        assertThat(json.path("ratios").fieldNames())
                .toIterable()
                .contains("tidegauge_vs_streams_decode_20", "tidegauge_vs_dsl_20", "eos_vs_alos");
        // 18,000 + 6,000 bytes for a million.
        assertThat(json.at("/ratios/internal_bytes_share").doubleValue()).isCloseTo(0.024, within(1e-9));
        // The same for 4 partitions of 3 models of 20 features, 6 times.
        assertThat(json.at("/paced/0/bytes_per_live_feature_and_commit").doubleValue())
                .isCloseTo(24_000 / 1_440.0, within(1e-9));
    }

    @Test
    void theFileSaysWhereAndHowAndHoldsEveryRawFigure() throws IOException {
        JsonNode json = written();

        assertThat(json.path("machine").fieldNames())
                .toIterable()
                .contains("date", "git_revision", "jdk", "processor", "cores", "memory_bytes");
        assertThat(json.path("rounds").intValue()).isEqualTo(3);
        assertThat(json.path("contender_jvm")).extracting(JsonNode::textValue).contains("-Xmx3g", "-Xlog:gc");
        assertThat(json.path("measurements")).hasSize(21);
        JsonNode one = json.at("/measurements/0");
        assertThat(one.path("contender").textValue()).isEqualTo("consumer-decode");
        assertThat(one.path("others_cores").doubleValue()).isEqualTo(0.5);
        assertThat(one.path("events_per_second").doubleValue()).isEqualTo(1_000);
        assertThat(one.path("values_per_second").doubleValue()).isEqualTo(19_500);
        // A second of a processor for 19,500 values.
        assertThat(one.path("processor_seconds_per_million_values").doubleValue())
                .isCloseTo(1e6 / 19_500, within(1e-9));
        assertThat(one.path("internal_bytes_per_input_byte").doubleValue()).isCloseTo(0.006, within(1e-12));
        assertThat(one.path("peak_heap_bytes").longValue()).isEqualTo(5_000);
    }

    @Test
    void whatAnotherCommandMeasuredStays() throws IOException {
        assertThat(written().at("/micro/from").textValue()).isEqualTo("another run");
    }
}
