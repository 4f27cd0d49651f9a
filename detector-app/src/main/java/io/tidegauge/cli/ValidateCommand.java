package io.tidegauge.cli;

import io.tidegauge.config.ConfigException;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.config.ConfigProblem;
import io.tidegauge.config.DetectorConfig;
import io.tidegauge.runtime.Finding;
import io.tidegauge.runtime.Finding.Weight;
import io.tidegauge.runtime.Validation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at configuration, topics, permissions and registry, and says everything that is wrong and what to do. */
@Command(
        name = "validate",
        description = {
            "Checks configuration, topics, permissions and the schema registry, and names every problem at once.",
            "Exits with 0 where nothing but advice is found, with 2 otherwise."
        })
final class ValidateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--create", description = "First make the topics that do not exist, with the policies they need.")
    private boolean create;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics made (default: the broker's).")
    private @Nullable Integer partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of the topics made (default: the broker's).")
    private @Nullable Short replicas;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Override
    public Integer call() {
        requirePositive("--partitions", partitions);
        requirePositive("--replication-factor", replicas);
        Validation.Result result = validate();
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(json(result));
        } else {
            print(result, out);
        }
        return result.good() ? ExitCode.OK : ExitCode.USAGE;
    }

    private static void requirePositive(String option, @Nullable Number given) {
        if (given != null && given.intValue() < 1) {
            throw new UsageException(option + " must be at least 1, was " + given);
        }
    }

    private Validation.Result validate() {
        DetectorConfig config;
        try {
            config = ConfigLoader.load(file, System.getenv());
        } catch (ConfigException wrong) {
            return new Validation.Result(
                    List.of(), wrong.problems().stream().map(this::finding).toList());
        }
        Optional<Validation.Creation> creation = create
                ? Optional.of(new Validation.Creation(Optional.ofNullable(partitions), Optional.ofNullable(replicas)))
                : Optional.empty();
        return new Validation(config).run(creation);
    }

    private Finding finding(ConfigProblem problem) {
        return new Finding(
                Weight.FATAL,
                (file.getFileName() + " " + problem.origin()).strip(),
                problem.withoutOrigin(),
                "correct it; the cluster and the registry are looked at once the file can be used");
    }

    private static String json(Validation.Result result) {
        return new JsonText()
                .put("good", result.good())
                .put("created", result.created())
                .put(
                        "findings",
                        result.findings().stream().map(ValidateCommand::fields).toList())
                .pretty();
    }

    private static Map<String, String> fields(Finding finding) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("weight", finding.weight().name().toLowerCase(Locale.ROOT));
        fields.put("subject", finding.subject());
        fields.put("problem", finding.problem());
        fields.put("remedy", finding.remedy());
        return fields;
    }

    private static void print(Validation.Result result, PrintWriter out) {
        result.created().forEach(topic -> out.println("made topic " + topic));
        List<Finding> findings = result.findings().stream()
                .sorted(Comparator.comparing(Finding::weight))
                .toList();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            out.println(title(finding.weight()) + finding.subject() + ": " + finding.problem());
            // What one remedy helps against stands together above it.
            if (i == findings.size() - 1 || !findings.get(i + 1).remedy().equals(finding.remedy())) {
                out.println("          " + finding.remedy());
            }
        }
        long advice = result.findings().stream()
                .filter(finding -> finding.weight() == Weight.ADVICE)
                .count();
        long problems = result.findings().size() - advice;
        out.println(problems == 0 ? "ready to run" : problems + (problems == 1 ? " problem" : " problems"));
    }

    private static String title(Weight weight) {
        return switch (weight) {
            case FATAL, WRONG -> "PROBLEM   ";
            case ADVICE -> "advice    ";
        };
    }
}
