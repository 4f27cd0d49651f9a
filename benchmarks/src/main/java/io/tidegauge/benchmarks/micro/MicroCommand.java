package io.tidegauge.benchmarks.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegauge.benchmarks.Machine;
import io.tidegauge.benchmarks.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks and puts what they found beside the end-to-end results. */
@Command(
        name = "micro",
        sortOptions = false,
        description =
                "Runs the JMH benchmarks: decoding an event, counting a number, merging, encoding and comparing profiles.")
public final class MicroCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Parameters(
            arity = "0..1",
            paramLabel = "REGEX",
            description = "Only benchmarks whose names contain a match: Decode, Number.liveProfile, ...")
    private String include = ".*";

    @Option(names = "--quick", description = "Short iterations: shows that all works; its figures mean little.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Where results go (benchmarks/results/latest.json).")
    private Path file = Path.of(System.getProperty("tidegauge.checkout", "."), "benchmarks", "results", "latest.json");

    @Override
    public Integer call() throws RunnerException, IOException {
        Path found = Files.createTempFile("tidegauge-jmh", ".json");
        try {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include("io\\.tidegauge\\.benchmarks\\.micro\\..*" + include)
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .resultFormat(ResultFormatType.JSON)
                    .result(found.toString());
            if (quick) {
                options.warmupTime(TimeValue.milliseconds(200)).measurementTime(TimeValue.milliseconds(200));
            }
            new Runner(options.build()).run();
            Map<String, Object> micro = new LinkedHashMap<>();
            micro.put("machine", Machine.here());
            micro.put("quick", quick);
            micro.put("benchmarks", withoutPaths(Results.JSON.readTree(found.toFile())));
            Results.put(file, Map.of("micro", micro));
        } finally {
            Files.delete(found);
        }
        System.out.println();
        System.out.println("Written to " + file);
        return 0;
    }

    /** Figures only: no paths and arguments of JVMs. */
    private static JsonNode withoutPaths(JsonNode benchmarks) {
        benchmarks.forEach(
                benchmark -> ((ObjectNode) benchmark).remove(List.of("jvm", "jvmArgs", "jmhVersion", "vmName")));
        return benchmarks;
    }
}
