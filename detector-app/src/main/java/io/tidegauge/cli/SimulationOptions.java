package io.tidegauge.cli;

import io.tidegauge.decide.MaterialEffect;
import io.tidegauge.simulate.FalseAlarms;
import io.tidegauge.simulate.Found;
import io.tidegauge.simulate.Power;
import io.tidegauge.simulate.Scenario;
import io.tidegauge.simulate.Scenarios;
import io.tidegauge.simulate.Simulation;
import io.tidegauge.simulate.WorldLaw;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What is to be simulated. */
final class SimulationOptions {

    @Option(
            names = "--simulate",
            description = "Simulate months of a model in worlds where nothing happens, and drifts to be found in some.")
    private boolean asked;

    @Option(
            names = "--months",
            paramLabel = "N",
            defaultValue = "100",
            description = "Months of a model in each world (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(
            names = "--models",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "Models that each drift happens to in each world, 10 features of each; 0 for no drift (default:"
                            + " ${DEFAULT-VALUE}).")
    private int models;

    @Option(
            names = "--worlds",
            split = ",",
            paramLabel = "WORLD",
            description = "Worlds by name, as iid or season.5 (default: all).")
    private List<String> worlds = new ArrayList<>();

    @Option(
            names = "--effect",
            paramLabel = "E",
            defaultValue = "0.1",
            description = "The effect from which a difference matters (default: ${DEFAULT-VALUE}).")
    private double effect;

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one for each processor).")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "20261122",
            description = "Seed of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** Whether a simulation is wanted. */
    boolean asked() {
        return asked;
    }

    /** Runs it, with a bar on the writer while somebody watches. */
    SimulationPart run(PrintWriter err) {
        MaterialEffect material = MaterialEffect.of(effect);
        int side = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        List<Scenario> quiet = chosen(Scenarios.ofFalseAlarms());
        List<Scenario> drifting = chosen(Scenarios.ofPower());
        if (months < 1 || models < 0 || side < 1) {
            throw new UsageException("--months and --threads must be at least 1, --models at least 0");
        }
        List<FalseAlarms> falseAlarms;
        try (Progress bar = new Progress(err, Terminal.showsErrors(), "months", (long) months * quiet.size())) {
            falseAlarms = new Simulation(seed, material, side).run(quiet, months, bar::step);
        }
        List<Found> found = List.of();
        if (models > 0 && !drifting.isEmpty()) {
            try (Progress bar =
                    new Progress(err, Terminal.showsErrors(), "models that drift", (long) models * drifting.size())) {
                found = new Power(seed, material, side).run(drifting, Power.DRIFTS, models, bar::step);
            }
        }
        return new SimulationPart(seed, falseAlarms, found);
    }

    private List<Scenario> chosen(List<Scenario> all) {
        List<String> known = WorldLaw.ALL.stream().map(WorldLaw::name).toList();
        String unknown = worlds.stream().filter(name -> !known.contains(name)).collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new UsageException("--worlds: no world " + unknown + "; there are " + String.join(", ", known));
        }
        return all.stream()
                .filter(scenario ->
                        worlds.isEmpty() || worlds.contains(scenario.world().name()))
                .toList();
    }
}
