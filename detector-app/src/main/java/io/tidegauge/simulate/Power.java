package io.tidegauge.simulate;

import io.tidegauge.decide.MaterialEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Models of 100 features of which 10 drift from the first hour after the baseline on: how many of these are found, and when.
 * What is drawn follows from the seed, the scenario, the drift and the model's number alone.
 */
public final class Power {

    /** Hours that are waited for a drift to be found. */
    public static final int HOURS = 240;

    /** Features of a model that drift. */
    public static final int DRIFTING = 10;

    /** Every drift of the paper's section 4.5. */
    public static final List<Drift> DRIFTS = List.of(
            Drift.ofMean("shift0.1", 0.1),
            Drift.ofMean("shift0.25", 0.25),
            Drift.ofMean("shift0.5", 0.5),
            Drift.ofVariance("var1.5", 1.5),
            Drift.RESCALE,
            Drift.ofCategories("cat0.05", 0.05),
            Drift.ofCategories("cat0.1", 0.1),
            Drift.ofMissing("null0.05", 0.05),
            Drift.ofMissing("null0.6", 0.6),
            Drift.ofUnseen("unseen", 0.03),
            Drift.ofMeanOver("grad", 0.5, HOURS));

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
    public Power(long seed, MaterialEffect effect, int threads) {
        this.seed = seed;
        this.effect = effect;
        this.workers = new Workers(threads);
    }

    /**
     * Lets each drift happen in each scenario.
     *
     * @param models of each, at least 1; every one has {@value #DRIFTING} features that drift
     * @param done is run after each model of a scenario, by the thread that called
     * @return one result for each scenario and drift, all drifts of a scenario together
     */
    public List<Found> run(List<Scenario> scenarios, List<Drift> drifts, int models, Runnable done) {
        List<Callable<List<Found>>> tasks = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (int model = 0; model < models; model++) {
                int number = model;
                tasks.add(() -> model(scenario, drifts, number));
            }
        }
        List<List<Found>> each = workers.run(tasks, done);
        List<Found> results = new ArrayList<>();
        for (int s = 0; s < scenarios.size(); s++) {
            for (int d = 0; d < drifts.size(); d++) {
                int drift = d;
                results.add(each.subList(s * models, (s + 1) * models).stream()
                        .map(found -> found.get(drift))
                        .reduce(Found::plus)
                        .orElseThrow());
            }
        }
        return results;
    }

    /** All drifts, each on its own, of one baseline. */
    private List<Found> model(Scenario scenario, List<Drift> drifts, int number) {
        SplittableRandom random = Simulation.random(seed, scenario, number);
        World world = new World(scenario.world(), Simulation.NUMERIC, Simulation.CATEGORICAL, random);
        DrawnModel model = new DrawnModel(scenario, Simulation.baseline(world, scenario), Simulation.NUMERIC);
        List<Found> found = new ArrayList<>();
        for (Drift drift : drifts) {
            found.add(drift(scenario, drift, model, world.goingOn(random.split())));
        }
        return found;
    }

    private Found drift(Scenario scenario, Drift drift, DrawnModel model, World world) {
        int first = drift.ofLabels() ? Simulation.NUMERIC : 0;
        int[] warned = new int[DRIFTING];
        int[] noticed = new int[DRIFTING];
        int companions = 0;
        ModelMonth month = new ModelMonth(model, scenario.hours(), Simulation.policy(effect));
        int told = 0;
        for (int hour = 0; hour < HOURS && Arrays.stream(warned).anyMatch(w -> w == 0); hour++) {
            month.next(hour(world, scenario.rowsOf(scenario.hours() + hour), drift, first, hour));
            for (Opening opening :
                    month.openings().subList(told, month.openings().size())) {
                int place = opening.feature() - first;
                boolean drifts = place >= 0 && place < DRIFTING;
                if (drifts) {
                    // An alert that pages needs no notice before it.
                    noticed[place] = noticed[place] == 0 ? hour + 1 : noticed[place];
                    warned[place] = opening.pages() && warned[place] == 0 ? hour + 1 : warned[place];
                }
                companions += !drifts && opening.pages() ? 1 : 0;
            }
            told = month.openings().size();
        }
        return new Found(scenario, drift, effect.share(), boxed(warned), boxed(noticed), companions);
    }

    private static List<Integer> boxed(int[] hours) {
        return Arrays.stream(hours).boxed().toList();
    }

    private static long[][] hour(World world, int rows, Drift drift, int first, int since) {
        world.next();
        long[][] drawn = new long[world.features()][];
        for (int f = 0; f < drawn.length; f++) {
            boolean drifts = f >= first && f < first + DRIFTING;
            drawn[f] = world.draw(f, rows, drifts ? drift : Drift.NONE, since);
        }
        return drawn;
    }
}
