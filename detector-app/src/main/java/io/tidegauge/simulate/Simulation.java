package io.tidegauge.simulate;

import io.tidegauge.alert.DecisionPath;
import io.tidegauge.decide.Cadence;
import io.tidegauge.decide.DecisionPolicy;
import io.tidegauge.decide.MaterialEffect;
import io.tidegauge.decide.ModelPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;

/**
 * Months of models in worlds without drift, decided on by the detector's own code: how often it alarms falsely. A month's
 * draws follow from the seed, the scenario and the month's number alone, so that threads change nothing.
 */
public final class Simulation {

    /** Hours of a month: 30 days. */
    public static final int HOURS = 720;

    /** Numeric features of a model. */
    public static final int NUMERIC = 70;

    /** Categorical features of a model. */
    public static final int CATEGORICAL = 30;

    private final long seed;
    private final MaterialEffect effect;
    private final Workers workers;

    /**
     * Prepares.
     *
     * @param seed of all draws
     * @param effect from which a difference matters
     * @param threads that work side by side, at least 1
     */
    public Simulation(long seed, MaterialEffect effect, int threads) {
        this.seed = seed;
        this.effect = effect;
        this.workers = new Workers(threads);
    }

    /**
     * Runs months of each scenario.
     *
     * @param months of each, at least 1
     * @param done is run after each month, by the thread that called
     * @return one result for each scenario, in their order
     */
    public List<FalseAlarms> run(List<Scenario> scenarios, int months, Runnable done) {
        List<Callable<FalseAlarms>> tasks = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (int month = 0; month < months; month++) {
                int number = month;
                tasks.add(() -> month(scenario, number));
            }
        }
        List<FalseAlarms> each = workers.run(tasks, done);
        List<FalseAlarms> results = new ArrayList<>();
        for (int i = 0; i < scenarios.size(); i++) {
            results.add(each.subList(i * months, (i + 1) * months).stream()
                    .reduce(FalseAlarms::plus)
                    .orElseThrow());
        }
        return results;
    }

    private FalseAlarms month(Scenario scenario, int number) {
        World world = new World(scenario.world(), NUMERIC, CATEGORICAL, random(seed, scenario, number));
        DrawnModel model = new DrawnModel(scenario, baseline(world, scenario), NUMERIC);
        ModelMonth month = new ModelMonth(model, scenario.hours(), policy(effect));
        for (int hour = 0; hour < HOURS; hour++) {
            month.next(hour(world, scenario.rowsOf(scenario.hours() + hour)));
        }
        List<Opening> paging = month.openings().stream().filter(Opening::pages).toList();
        return new FalseAlarms(
                scenario,
                effect.share(),
                1,
                month.significant(),
                paging.size(),
                paging.stream().filter(o -> o.path() == DecisionPath.DAY).count(),
                paging.stream().filter(Opening::newIncident).count(),
                month.openings().size() - paging.size());
    }

    static ModelPolicy policy(MaterialEffect effect) {
        ModelPolicy standard = ModelPolicy.standard(Cadence.tumbling(Duration.ofHours(1)));
        DecisionPolicy decision = standard.decision().withEffect(effect);
        return new ModelPolicy(decision, standard.cadence(), standard.reference(), standard.features());
    }

    /** Draws of their own for each scenario and number. */
    static SplittableRandom random(long seed, Scenario scenario, int number) {
        CRC32 name = new CRC32();
        name.update(scenario.name().getBytes(StandardCharsets.UTF_8));
        SplittableRandom mixer = new SplittableRandom(seed ^ name.getValue() << 32);
        return new SplittableRandom(mixer.nextLong() + 0x9E3779B97F4A7C15L * number);
    }

    /** Draws the baseline: rows by feature, hour and the world's cell. */
    static long[][][] baseline(World world, Scenario scenario) {
        long[][][] baseline = new long[world.features()][scenario.hours()][];
        for (int hour = 0; hour < scenario.hours(); hour++) {
            long[][] drawn = hour(world, scenario.rowsOf(hour));
            for (int f = 0; f < drawn.length; f++) {
                baseline[f][hour] = drawn[f];
            }
        }
        return baseline;
    }

    /** Goes on by an hour without drift: rows by feature and the world's cell. */
    static long[][] hour(World world, int rows) {
        world.next();
        long[][] drawn = new long[world.features()][];
        for (int f = 0; f < drawn.length; f++) {
            drawn[f] = world.draw(f, rows, Drift.NONE, 0);
        }
        return drawn;
    }
}
