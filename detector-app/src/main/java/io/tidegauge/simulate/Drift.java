package io.tidegauge.simulate;

/**
 * What happens to some of a model's features from an hour on.
 *
 * @param name what it is called
 * @param shift of numeric values, in standard deviations
 * @param variance what numeric values' variance is multiplied by
 * @param rescaled whether all values fall into the lowest cell, as after a change of unit
 * @param moved share of the rows that leave the most frequent category for the third
 * @param unseen share of the rows in a category that the baseline does not have
 * @param missing share of rows without a value; 0 for as before
 * @param growing hours over which the shift grows to its size; 0 for at once
 */
public record Drift(
        String name,
        double shift,
        double variance,
        boolean rescaled,
        double moved,
        double unseen,
        double missing,
        int growing) {

    /** Nothing happens. */
    public static final Drift NONE = new Drift("none", 0, 1, false, 0, 0, 0, 0);

    public static final Drift RESCALE = new Drift("rescale", 0, 1, true, 0, 0, 0, 0);

    public Drift {
        if (!(variance > 0) || !isShare(moved) || !isShare(unseen) || !isShare(missing) || growing < 0) {
            throw new IllegalArgumentException("drift " + name + ": variance " + variance + ", moved " + moved
                    + ", unseen " + unseen + ", missing " + missing + ", growing " + growing);
        }
    }

    private static boolean isShare(double x) {
        return x >= 0 && x <= 1;
    }

    /** The values' mean moves by so many standard deviations. */
    public static Drift ofMean(String name, double shift) {
        return new Drift(name, shift, 1, false, 0, 0, 0, 0);
    }

    /** The mean moves little by little. */
    public static Drift ofMeanOver(String name, double shift, int hours) {
        return new Drift(name, shift, 1, false, 0, 0, 0, hours);
    }

    /** The variance is multiplied. */
    public static Drift ofVariance(String name, double factor) {
        return new Drift(name, 0, factor, false, 0, 0, 0, 0);
    }

    /** A share of the rows moves between categories. */
    public static Drift ofCategories(String name, double moved) {
        return new Drift(name, 0, 1, false, moved, 0, 0, 0);
    }

    /** A share of the rows is in a new category. */
    public static Drift ofUnseen(String name, double share) {
        return new Drift(name, 0, 1, false, 0, share, 0, 0);
    }

    /** A share of the rows has no value. */
    public static Drift ofMissing(String name, double share) {
        return new Drift(name, 0, 1, false, 0, 0, share, 0);
    }

    /** Whether categories drift rather than numbers. */
    public boolean ofLabels() {
        return moved > 0 || unseen > 0;
    }

    /** The shift so many hours after it began. */
    double shift(int hours) {
        return growing == 0 ? shift : shift * Math.min(1, (double) hours / growing);
    }
}
