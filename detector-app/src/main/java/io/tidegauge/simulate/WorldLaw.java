package io.tidegauge.simulate;

import java.util.List;

/**
 * How the features of a model vary from hour to hour while nothing happens. A feature's values are normal, or of eight
 * categories; one row in a hundred has none.
 *
 * @param name what the world is called
 * @param season amplitude of the daily cycle in standard deviations; each feature has its own phase
 * @param weekend what Saturdays and Sundays add
 * @param wander standard deviation of an hour's own shift
 * @param memory correlation of one hour's shift with the next one's, in [0, 1)
 * @param shared share of the numeric features' wander that is common to all of them, in [0, 1)
 * @param repeated how many times each row is there, at least 1
 */
public record WorldLaw(
        String name, double season, double weekend, double wander, double memory, double shared, int repeated) {

    /** Every row a draw of its own. */
    public static final WorldLaw IID = new WorldLaw("iid", 0, 0, 0, 0, 0, 1);

    public static final WorldLaw CLUSTER_10 = new WorldLaw("cluster10", 0, 0, 0, 0, 0, 10);
    public static final WorldLaw WANDER_05 = new WorldLaw("wander.05", 0, 0, 0.05, 0.8, 0, 1);
    public static final WorldLaw WANDER_05_SHARED = new WorldLaw("wander.05corr.8", 0, 0, 0.05, 0.8, 0.8, 1);
    public static final WorldLaw WANDER_10 = new WorldLaw("wander.10", 0, 0, 0.10, 0.8, 0, 1);
    public static final WorldLaw LONG_MEMORY_05 = new WorldLaw("longmem.05", 0, 0, 0.05, 0.99, 0, 1);
    public static final WorldLaw SEASON_5 = new WorldLaw("season.5", 0.5, 0, 0.05, 0.8, 0, 1);
    public static final WorldLaw SEASON_5_WEEKEND_2 = new WorldLaw("season.5+wkend.2", 0.5, 0.2, 0.05, 0.8, 0, 1);

    /** All of them. */
    public static final List<WorldLaw> ALL = List.of(
            IID, CLUSTER_10, WANDER_05, WANDER_05_SHARED, WANDER_10, LONG_MEMORY_05, SEASON_5, SEASON_5_WEEKEND_2);

    public WorldLaw {
        if (season < 0 || weekend < 0 || wander < 0 || !isShare(memory) || !isShare(shared) || repeated < 1) {
            throw new IllegalArgumentException("world " + name + ": season " + season + ", weekend " + weekend
                    + ", wander " + wander + ", memory " + memory + ", shared " + shared + ", repeated " + repeated);
        }
    }

    private static boolean isShare(double x) {
        return x >= 0 && x < 1;
    }

    /** Standard deviation of a numeric feature's values over all hours. */
    double deviation() {
        return Math.sqrt(1 + season * season / 2 + wander * wander + weekend * weekend * 0.2);
    }
}
