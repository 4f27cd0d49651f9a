package io.tidegauge.simulate;

import io.tidegauge.calibrate.Season;
import java.util.Locale;
import java.util.Optional;

/**
 * A world as one model has it: how much traffic, and how long a baseline.
 *
 * @param world how features vary
 * @param baselineRows rows of an hour of the baseline, on average
 * @param rows rows of an hour after it, on average
 * @param traffic amplitude of the rows' daily cycle, as a share, in [0, 1)
 * @param days days of the baseline
 * @param season the season that the baseline's blocks are told apart by; empty for the one that the product takes
 */
public record Scenario(WorldLaw world, int baselineRows, int rows, double traffic, int days, Optional<Season> season) {

    private static final double DAY = 24;

    public Scenario {
        if (baselineRows < 1 || rows < 1 || !(traffic >= 0 && traffic < 1) || days < 3) {
            throw new IllegalArgumentException("world " + world.name() + ": " + baselineRows + " and " + rows
                    + " rows, traffic " + traffic + ", " + days + " days");
        }
    }

    /** A world with as many rows as its baseline of 28 days had, in the season that the product takes. */
    public static Scenario of(WorldLaw world, int rows) {
        return new Scenario(world, rows, rows, 0, 28, Optional.empty());
    }

    /** With another number of days of baseline. */
    public Scenario after(int otherDays) {
        return new Scenario(world, baselineRows, rows, traffic, otherDays, season);
    }

    /** With a baseline of another number of rows in an hour. */
    public Scenario grownFrom(int otherRows) {
        return new Scenario(world, otherRows, rows, traffic, days, season);
    }

    /** With a daily cycle of the rows. */
    public Scenario withTraffic(double amplitude) {
        return new Scenario(world, baselineRows, rows, amplitude, days, season);
    }

    /** In a season of one's own choice. */
    public Scenario in(Season other) {
        return new Scenario(world, baselineRows, rows, traffic, days, Optional.of(other));
    }

    /** Rows of an hour, counted from the baseline's first one. */
    int rowsOf(int hour) {
        int average = hour < hours() ? baselineRows : rows;
        return Math.max(1, (int) (average * (1 + traffic * Math.sin(2 * Math.PI * hour / DAY))));
    }

    /** Hours of the baseline. */
    int hours() {
        return days * (int) DAY;
    }

    /** What the rows are, in words. */
    public String rowsInWords() {
        String now = String.format(Locale.ROOT, "%,d", rows);
        return (baselineRows == rows ? now : String.format(Locale.ROOT, "%,d → %s", baselineRows, now))
                + (traffic == 0 ? "" : String.format(Locale.ROOT, " ±%.0f %%", 100 * traffic));
    }

    /** All that tells it from other scenarios, in words. */
    public String name() {
        return world.name() + " n=" + rowsInWords() + ", " + days + " days"
                + season.map(s -> ", " + s).orElse("");
    }
}
