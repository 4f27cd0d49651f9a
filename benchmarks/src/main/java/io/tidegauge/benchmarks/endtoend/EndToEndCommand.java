package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.benchmarks.Machine;
import io.tidegauge.benchmarks.Results;
import io.tidegauge.benchmarks.Services;
import io.tidegauge.demo.TemporaryDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the same topics in different ways, by turns, and says how many events each does in a second. */
@Command(
        name = "end-to-end",
        sortOptions = false,
        description = {
            "Reads the same topics in different ways, by turns: events per second and what they cost.",
            "A broker runs in a process of its own, and so does each contender."
        })
public final class EndToEndCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Events of a topic of 20 features; topics of more features have as many bytes (4,000,000).")
    private long events = 4_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, after one that warms up (3).")
    private int rounds = 3;

    @Option(names = "--features", split = ",", paramLabel = "N", description = "Features of an event (20,100).")
    private List<Integer> features = List.of(20, 100);

    @Option(names = "--models", split = ",", paramLabel = "N", description = "Models that the events are of (3).")
    private List<Integer> models = List.of(TopicSpec.USUAL_MODELS);

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "Threads of each contender (1).")
    private List<Integer> threads = List.of(1);

    @Option(names = "--contenders", split = ",", paramLabel = "LETTER", description = "Which (a,b,c,e,g).")
    private List<String> contenders = List.of("a", "b", "c", "e", "g");

    @Option(names = "--contender-jvm", paramLabel = "OPTION", description = "An option more for the contenders' JVMs.")
    private List<String> jvmOptions = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Where results go (benchmarks/results/latest.json).")
    private Path file = Path.of(System.getProperty("tidegauge.checkout", "."), "benchmarks", "results", "latest.json");

    @Override
    public Integer call() throws Exception {
        List<Contender> chosen = chosen();
        PrintStream out = System.out;
        Progress progress = new Progress(System.err, System.console() != null);
        List<Round> all = new ArrayList<>();
        try (TemporaryDirectory state = TemporaryDirectory.create("benchmark");
                Services services = Services.start()) {
            Contest contest = new Contest(services, state.path(), jvmOptions, out, progress);
            for (int width : features) {
                for (int count : models) {
                    all.addAll(contest.run(TopicSpec.ofBytesLike(events, width, count), chosen, rounds));
                }
            }
        }
        report(all, out);
        return 0;
    }

    private List<Contender> chosen() {
        try {
            return contenders.stream()
                    .flatMap(letter -> threads.stream().map(many -> new Contender(Contender.Kind.of(letter), many)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void report(List<Round> all, PrintStream out) {
        Map<String, List<Double>> ratios = Ratios.promised(all);
        out.println();
        out.print(Tables.medians(all));
        out.println();
        out.print(Tables.ratios(ratios));
        Map<String, Double> medians = new LinkedHashMap<>();
        ratios.forEach((name, each) -> medians.put(name, Ratios.median(each)));
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("ratios", medians);
        parts.put("ratios_by_round", ratios);
        parts.put("machine", Machine.here());
        parts.put("rounds", rounds);
        parts.put(
                "contender_jvm",
                ContenderProcess.OPTIONS.stream().collect(Collectors.collectingAndThen(Collectors.toList(), list -> {
                    list.addAll(jvmOptions);
                    return list;
                })));
        parts.put("measurements", all.stream().map(RoundJson::of).toList());
        Results.put(file, parts);
        out.println();
        out.println("Written to " + file);
    }
}
