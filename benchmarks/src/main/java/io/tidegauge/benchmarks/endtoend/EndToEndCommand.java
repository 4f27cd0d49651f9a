package io.tidegauge.benchmarks.endtoend;

import io.tidegauge.benchmarks.Services;
import io.tidegauge.demo.TemporaryDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "Reads the same topics in different ways, by turns: events per second and what they cost. A broker runs in a"
                    + " process of its own, and so does each contender.",
            "Contenders: a consumer, bytes only; b consumer + GenericDatumReader; c Streams, decodes only; d Streams DSL,"
                    + " KLL in RocksDB; e Tidegauge; g Tidegauge, at least once; o Tidegauge with a decoder of one's own; p"
                    + " Streams, bytes only."
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
            description =
                    "Events of a topic of 20 features; topics of more features have about as many bytes (4,000,000).")
    private @Nullable Long events;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, after one that warms up (3).")
    private @Nullable Integer rounds;

    @Option(names = "--features", split = ",", paramLabel = "N", description = "Features of an event.")
    private @Nullable List<Integer> features;

    @Option(names = "--models", split = ",", paramLabel = "N", description = "Models that the events are of (3).")
    private @Nullable List<Integer> models;

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "Threads of each contender (1).")
    private @Nullable List<Integer> threads;

    @Option(names = "--contenders", split = ",", paramLabel = "LETTER", description = "Which contenders.")
    private @Nullable List<String> contenders;

    @Option(names = "--dsl-events", paramLabel = "N", description = "Events that contender d reads (100,000).")
    private long dslEvents = 100_000;

    @Option(
            names = "--quick",
            description = "One round over 400,000 events: shows that all works; its figures mean little.")
    private boolean quick;

    @Option(
            names = "--full",
            description = "Also 1,000 features, 1 to 1,000 models, 2 and 4 threads, and a decoder of one's own.")
    private boolean full;

    @Option(
            names = "--paced",
            description = "Only what needs the clock: internal bytes at a steady rate, and the time to an alert.")
    private boolean paced;

    @Option(names = "--contender-jvm", paramLabel = "OPTION", description = "An option more for the contenders' JVMs.")
    private List<String> jvmOptions = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Where results go (benchmarks/results/latest.json).")
    private Path file = Path.of(System.getProperty("tidegauge.checkout", "."), "benchmarks", "results", "latest.json");

    @Override
    public Integer call() throws Exception {
        Plan plan = plan();
        PrintStream out = System.out;
        Progress progress = new Progress(System.err, System.console() != null);
        EndToEndReport report = new EndToEndReport(out);
        try (TemporaryDirectory state = TemporaryDirectory.create("benchmark");
                Services services = Services.start()) {
            Contest contest = new Contest(services, state.path(), dslEvents, jvmOptions, out, progress);
            for (Plan.Match match : plan.matches()) {
                report.add(contest.run(match.topic(), match.contenders(), plan.rounds()));
            }
            if (plan.paced()) {
                PacedContest paces = new PacedContest(services, state.path(), progress);
                for (int rate : Plan.RATES) {
                    report.add(paces.measure(rate, plan.commits()));
                }
                report.add(new AlertRace(services, state.path(), progress).run());
            }
        }
        report.finish(plan.rounds(), jvmOptions, file);
        return 0;
    }

    private Plan plan() {
        try {
            Plan.Size size = new Plan.Size(
                    events != null ? events : quick ? 400_000 : 4_000_000, rounds != null ? rounds : quick ? 1 : 3);
            if (features == null && models == null && threads == null && contenders == null) {
                return paced ? Plan.pacedOnly(size) : full ? Plan.full(size) : Plan.headline(size);
            }
            return Plan.chosen(
                    size,
                    features == null ? List.of(Plan.USUAL_FEATURES) : features,
                    models == null ? List.of(TopicSpec.USUAL_MODELS) : models,
                    threads == null ? List.of(1) : threads,
                    contenders == null ? Plan.HEADLINE : contenders,
                    paced);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
