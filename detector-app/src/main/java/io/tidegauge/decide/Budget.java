package io.tidegauge.decide;

/**
 * How many false alarms are put up with: incidents of severity WARNING or higher, per model and 30 days. From it follow the
 * levels that significance is held against.
 *
 * <p>An alert that opens on k exceeding windows of its own has used up k exceedances, so by Markov's inequality, under any
 * dependence between windows, alerts that open are at most exceedances / k. Benjamini-Hochberg keeps the chance of any
 * exceedance in a window without drift at the level; a level of share · X · k / W over W windows thus costs no more than its
 * share of X. (statistics.md, sections 4.3 and 6, item 3.)
 *
 * @param incidents X, above 0 and at most {@value #MOST}
 */
public record Budget(double incidents) {

    /** One false incident per model and month. */
    public static final Budget DEFAULT = new Budget(1);

    /** Beyond this nobody reads them. */
    private static final double MOST = 1_000;

    private static final double PERSISTENT_SHARE = 0.5;
    private static final double FAST_SHARE = 0.15;
    private static final double DAILY_SHARE = 0.15;
    private static final double QUALITY_SHARE = 0.1;
    private static final double PERFORMANCE_SHARE = 0.1;

    private static final double DAYS = 30;

    /** Whatever the budget: what chance gives to one window in twenty is no evidence. */
    private static final double HIGHEST_LEVEL = 0.05;

    public Budget {
        if (!(incidents > 0 && incidents <= MOST)) {
            throw new IllegalArgumentException(
                    "budget of false alarms must be above 0 and at most 1000 a month, was " + incidents);
        }
    }

    /**
     * Levels of significance for the families of one model; each in (0, 0.05].
     *
     * @param persistent of the statistics of windows, where several windows together fire
     * @param fast of the same statistics where one window fires
     * @param daily of the statistics of merged days, where one fires
     * @param quality of the exact tests on faults in the data, where one window fires
     * @param performance of tests on the model's performance, where one window fires
     */
    public record Levels(double persistent, double fast, double daily, double quality, double performance) {

        /**
         * The levels where so many windows are tested side by side, as those of a model's versions and segments are: they are
         * one family, and its level is divided among them. By Bonferroni's inequality the chance of any exceedance in all of
         * them stays at the level, whatever they have in common, and none has to wait for another to close.
         */
        public Levels among(int siblings) {
            if (siblings < 1) {
                throw new IllegalArgumentException("a window has itself beside it, not " + siblings);
            }
            return new Levels(
                    persistent / siblings,
                    fast / siblings,
                    daily / siblings,
                    quality / siblings,
                    performance / siblings);
        }
    }

    /**
     * The levels for windows of a cadence. Where there is no day beside the windows, its share goes to theirs.
     *
     * @param persistence exceeding windows of which one alert is made
     */
    public Levels levels(Cadence cadence, int persistence) {
        double windows = cadence.windowsIn(DAYS);
        double persistentShare = cadence.days() ? PERSISTENT_SHARE : PERSISTENT_SHARE + DAILY_SHARE;
        return new Levels(
                level(persistentShare * persistence, windows),
                level(FAST_SHARE, windows),
                level(DAILY_SHARE, DAYS),
                level(QUALITY_SHARE, windows),
                level(PERFORMANCE_SHARE, windows));
    }

    private double level(double share, double tests) {
        return Math.min(HIGHEST_LEVEL, share * incidents / tests);
    }
}
