package io.tidegauge.compare;

/**
 * Whether a new most frequent category is more than chance: the z of the difference of two shares of the same rows, (a − b)
 * / √(a + b), a and b being the window's rows of its own most frequent category and of the baseline's (McNemar, 1947).
 *
 * @param margin (a − b) / n, in [0, 1]
 * @param z not negative
 */
public record ModeChange(double margin, double z) {

    /** The test on counts; not both of the categories are empty. */
    public static ModeChange of(long newMode, long oldMode, long rows) {
        if (oldMode < 0 || newMode < Math.max(1, oldMode) || newMode + oldMode > rows) {
            throw new IllegalArgumentException(newMode + " and " + oldMode + " of " + rows + " rows");
        }
        double difference = newMode - oldMode;
        return new ModeChange(difference / rows, difference / Math.sqrt((double) newMode + oldMode));
    }

    /** Two-sided p-value that both are equally frequent. */
    public double pValue() {
        return TailProbability.normalTwoSided(z);
    }
}
