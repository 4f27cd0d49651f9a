package io.tidegauge.cli;

import io.tidegauge.backtest.Backtest;
import io.tidegauge.backtest.Opening;
import io.tidegauge.backtest.PastWindow;
import io.tidegauge.baseline.RowRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which alerts would have opened on past rows, under one policy or several. */
@Command(
        name = "backtest",
        description =
                "Says which alerts would have opened on past rows, policies side by side: a file's rows, a topic's"
                        + " events, or the windows of a topic's reports.",
        footer = {
            "",
            "Policies: tidegauge (our rule as it is without configuration), evidently, nannyml, tfdv, sagemaker (those"
                    + " tools' default rules), or the name of a configuration file, for our rule as it is configured there."
                    + " The tools' rules compare values, and so need --baseline-rows."
        })
final class BacktestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private HelpOption help = new HelpOption();

    @Option(names = "--input", paramLabel = "FILE", description = "The rows: CSV with a header, or JSON lines.")
    private @Nullable Path input;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "A topic of events, or the configured topic of reports, instead of a file.")
    private @Nullable String topic;

    @Option(names = "--baseline", paramLabel = "FILE", description = "The baseline, as 'baseline create' writes it.")
    private @Nullable Path baseline;

    @Option(
            names = "--baseline-rows",
            paramLabel = "A:B",
            description = "The rows of --input that are the baseline; all others are judged.")
    private @Nullable RowRange baselineRows;

    @Option(
            names = "--policy",
            split = ",",
            defaultValue = "tidegauge",
            paramLabel = "POLICY",
            description = "What decides; several, separated by commas, are set side by side (default: tidegauge).")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "1h",
            description = "How long windows are, such as 5m or 1d (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration window;

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @Mixin
    private TypeOptions types = new TypeOptions();

    @Mixin
    private SpanOptions span = new SpanOptions();

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (default: text).")
    @SuppressWarnings("NullAway.Init")
    private Format format;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
        if ((input == null) == (topic == null)) {
            throw new UsageException("give --input FILE or --topic TOPIC, one of them");
        }
        if ((baseline == null) == (baselineRows == null) || (baselineRows != null && input == null)) {
            throw new UsageException("give --baseline FILE, or with --input its --baseline-rows, one of them");
        }
        if (window.toMillis() < 1) {
            throw new UsageException("--window must be positive, was " + window);
        }
        BacktestPolicies chosen = new BacktestPolicies(policies, window);
        PrintWriter err = spec.commandLine().getErr();
        BacktestInput source = input != null
                ? new BacktestRows(input, baseline, baselineRows, roles.roles(), types, span.span(), window, err)
                : new BacktestTopic(
                        String.valueOf(topic),
                        String.valueOf(baseline),
                        span.span(),
                        window,
                        connection.connection(),
                        err);
        BacktestData data = source.read();
        Backtest backtest = new Backtest(chosen.runs(data));
        try (Progress progress = new Progress(
                err, Terminal.showsErrors(), "judging", data.windows().size())) {
            for (PastWindow past : data.windows()) {
                backtest.next(past);
                progress.step();
            }
        }
        new BacktestView(data, openings(backtest))
                .print(format, spec.commandLine().getOut());
        return 0;
    }

    private static Map<String, List<Opening>> openings(Backtest backtest) {
        Map<String, List<Opening>> openings = new LinkedHashMap<>();
        backtest.alarms().forEach((policy, alarms) -> openings.put(policy, alarms.openings()));
        return openings;
    }
}
