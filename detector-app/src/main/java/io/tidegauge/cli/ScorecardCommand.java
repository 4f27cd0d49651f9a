package io.tidegauge.cli;

import io.tidegauge.backtest.Score;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges data sets of which the drift is known, and says how well each rule did. */
@Command(
        name = "scorecard",
        description = "Judges data sets with known drift by our rule, by other tools' default rules and by chance, and"
                + " counts what each finds and falsely alarms.",
        footer = {
            "",
            "DIR holds one directory per data set, with dataset.json and NAME.csv.gz, and drift_truth.csv beside them."
                    + " docs/scorecard.md has the rules of counting."
        })
final class ScorecardCommand implements Callable<Integer> {

    /** The columns of the table of scores. */
    static final List<String> COLUMNS = List.of(
            "set",
            "policy",
            "truths",
            "found",
            "false",
            "median delay",
            "opened in range",
            "false feature-windows",
            "unscored");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "The directory of data sets; may be left out with --simulate.")
    private @Nullable Path directory;

    @Mixin
    private SimulationOptions simulation = new SimulationOptions();

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Option(names = "--write", paramLabel = "FILE", description = "Write it as a page of Markdown too.")
    private @Nullable Path page;

    @Override
    public Integer call() throws IOException {
        Path from = directory;
        if (from == null && !simulation.asked()) {
            throw new UsageException("give DIR, or --simulate, or both");
        }
        List<ScoredSet> sets = from == null ? List.of() : judge(from);
        Optional<SimulationPart> simulated = simulation.asked()
                ? Optional.of(simulation.run(spec.commandLine().getErr()))
                : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            JsonText json = json(sets);
            simulated.ifPresent(part -> json.put("simulation", part.worlds()).put("power", part.power()));
            out.println(json.pretty());
        } else {
            if (from != null) {
                print(sets, out);
            }
            simulated.map(SimulationPart::tables).ifPresent(out::println);
        }
        if (page != null) {
            Files.writeString(page, page(page, sets, simulated));
        }
        return 0;
    }

    /** What is not run anew is kept as it stands on the page. */
    private String page(Path file, List<ScoredSet> sets, Optional<SimulationPart> simulated) throws IOException {
        if (directory == null && simulated.isPresent()) {
            return simulated.get().replacedIn(file);
        }
        String part = simulated.isPresent() ? simulated.get().text() : SimulationPart.of(file);
        return new ScorecardPage(sets, part).text();
    }

    private List<ScoredSet> judge(Path from) throws IOException {
        List<ScoredSet> sets = new ArrayList<>();
        for (DataSet set : DataSet.in(from)) {
            sets.add(judge(set, from));
        }
        return sets;
    }

    private ScoredSet judge(DataSet set, Path from) {
        DataSetTimes times = DataSetTimes.of(set);
        DataSetRun run;
        try (Progress progress =
                new Progress(spec.commandLine().getErr(), Terminal.showsErrors(), set.name(), times.times().length)) {
            run = DataSetRun.read(set, times, progress);
        }
        return run.judge(set.truths(from));
    }

    private static JsonText json(List<ScoredSet> sets) {
        List<Map<String, Object>> results = new ArrayList<>();
        sets.forEach(set -> set.card().scores().forEach(score -> results.add(json(score))));
        return new JsonText().put("results", results);
    }

    private static Map<String, @Nullable Object> json(Score score) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("set", score.set());
        fields.put("policy", score.policy());
        fields.put("truths", score.truths());
        fields.put("found", score.found());
        fields.put("false_alerts", score.falseAlerts());
        fields.put(
                "median_delay_windows",
                score.medianDelayWindows().isPresent()
                        ? score.medianDelayWindows().getAsDouble()
                        : null);
        fields.put("opened_in_range", score.openedInRange());
        fields.put("false_feature_windows", score.falseFeatureWindows());
        fields.put("unscored_alerts", score.unscored());
        return fields;
    }

    private static void print(List<ScoredSet> sets, PrintWriter out) {
        Table table = new Table(
                COLUMNS.stream().map(name -> name.toUpperCase(Locale.ROOT)).toArray(String[]::new));
        sets.forEach(set ->
                set.card().scores().forEach(score -> table.add(cells(score).toArray(String[]::new))));
        table.print(out);
    }

    /** What {@link #COLUMNS} say of a score. */
    static List<String> cells(Score score) {
        return List.of(
                score.set(),
                score.policy(),
                String.valueOf(score.truths()),
                String.valueOf(score.found()),
                String.valueOf(score.falseAlerts()),
                delay(score),
                String.valueOf(score.openedInRange()),
                String.valueOf(score.falseFeatureWindows()),
                String.valueOf(score.unscored()));
    }

    /** The median delay, or a dash. */
    private static String delay(Score score) {
        return score.medianDelayWindows().isPresent()
                ? String.format(Locale.ROOT, "%.1f", score.medianDelayWindows().getAsDouble())
                : "-";
    }
}
