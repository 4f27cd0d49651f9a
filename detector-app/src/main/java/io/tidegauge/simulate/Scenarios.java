package io.tidegauge.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios that the false-alarm budget is shown to be kept in, and those that the power is measured in. */
public final class Scenarios {

    /** Rows of an hour's window, on average. */
    private static final List<Integer> ROWS = List.of(100, 1_000, 10_000);

    private static final double TRAFFIC = 0.8;

    private Scenarios() {}

    /**
     * All of them: every world at every size; traffic that varies by 80 %; baselines of 14, 7 and 3 days; windows that hold 3
     * and 10 times, or 50 times, what the baseline's blocks hold. The season is the one that the product takes.
     */
    public static List<Scenario> ofFalseAlarms() {
        List<Scenario> all = new ArrayList<>();
        WorldLaw.ALL.forEach(world -> ROWS.forEach(rows -> all.add(Scenario.of(world, rows))));
        List<WorldLaw> varied = List.of(WorldLaw.IID, WorldLaw.WANDER_05, WorldLaw.SEASON_5);
        varied.forEach(world -> all.add(Scenario.of(world, 1_000).withTraffic(TRAFFIC)));
        varied.forEach(world -> Stream.of(14, 7, 3)
                .forEach(days -> all.add(Scenario.of(world, 1_000).after(days))));
        all.add(Scenario.of(WorldLaw.WANDER_10, 3_000).grownFrom(1_000));
        all.add(Scenario.of(WorldLaw.WANDER_10, 10_000).grownFrom(1_000));
        all.add(Scenario.of(WorldLaw.WANDER_10, 10_000).grownFrom(200));
        all.add(Scenario.of(WorldLaw.IID, 10_000).grownFrom(1_000));
        all.add(Scenario.of(WorldLaw.LONG_MEMORY_05, 10_000).grownFrom(1_000));
        all.add(Scenario.of(WorldLaw.SEASON_5, 10_000).grownFrom(1_000).after(3));
        all.add(Scenario.of(WorldLaw.CLUSTER_10, 10_000).grownFrom(1_000));
        return List.copyOf(all);
    }

    /**
     * One of each kind, for a short run: related rows, wander in common, long memory, a season, growth. Their rates are well
     * below the budget, so that few months can show it.
     */
    public static List<Scenario> ofShortRun() {
        return List.of(
                Scenario.of(WorldLaw.IID, 1_000),
                Scenario.of(WorldLaw.CLUSTER_10, 1_000),
                Scenario.of(WorldLaw.WANDER_10, 10_000).grownFrom(1_000),
                Scenario.of(WorldLaw.LONG_MEMORY_05, 10_000),
                Scenario.of(WorldLaw.SEASON_5, 1_000),
                Scenario.of(WorldLaw.WANDER_05_SHARED, 1_000));
    }

    /** Rows independent, wandering and with a season, at every size. */
    public static List<Scenario> ofPower() {
        return Stream.of(WorldLaw.IID, WorldLaw.WANDER_05, WorldLaw.SEASON_5)
                .flatMap(world -> ROWS.stream().map(rows -> Scenario.of(world, rows)))
                .toList();
    }
}
