package io.tidegauge.cli;

import io.tidegauge.backtest.OwnRun;
import io.tidegauge.backtest.PolicyRun;
import io.tidegauge.backtest.Preset;
import io.tidegauge.backtest.Scorecard;
import io.tidegauge.backtest.ToolRun;
import io.tidegauge.config.ConfigLoader;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.ModelPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policies that were asked for, by name. */
final class BacktestPolicies {

    private final List<String> names;
    private final Cadence cadence;

    BacktestPolicies(List<String> names, Duration window) {
        this.names = List.copyOf(names);
        this.cadence = Cadence.tumbling(window);
    }

    /**
     * The policies, before the first window.
     *
     * @throws UsageException when one is unknown, or needs values that are not known
     */
    Map<String, PolicyRun> runs(BacktestData data) {
        Map<String, PolicyRun> runs = new LinkedHashMap<>();
        names.forEach(name -> runs.put(name, run(name, data)));
        return runs;
    }

    private PolicyRun run(String name, BacktestData data) {
        Optional<Preset> preset = Preset.named(name);
        if (preset.isPresent()) {
            if (data.values().isEmpty()) {
                throw new UsageException("policy '" + name + "' compares values: give --input and --baseline-rows");
            }
            return new ToolRun(preset.get(), data.values());
        }
        return new OwnRun(
                data.baseline(), policy(name, data.baseline().manifest().model().model()));
    }

    private ModelPolicy policy(String name, String model) {
        if (name.equals(Scorecard.OWN)) {
            return ModelPolicy.standard(cadence);
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("no policy '" + name + "', and no such file; there are " + Scorecard.OWN + ", "
                    + Preset.all().stream().map(Preset::name).collect(Collectors.joining(", "))
                    + ", and configuration files");
        }
        ModelPolicy configured = ConfigLoader.load(file, System.getenv()).policyOf(model);
        // A model that is run without days has none here either, and their share of the budget is its windows'.
        Cadence asked = new Cadence(
                cadence.size(), cadence.advance(), configured.cadence().days());
        return new ModelPolicy(configured.decision(), asked, configured.reference(), configured.features());
    }
}
