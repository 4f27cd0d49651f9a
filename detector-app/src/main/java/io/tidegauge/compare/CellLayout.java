package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;

/**
 * The cells that a feature's decision is made on, laid out from the baseline alone, so that its blocks can be counted on
 * them before any window is seen. First come the cells of values, then those of what is no value of the feature's kind:
 *
 * <ul>
 *   <li>numeric: the cells of {@link NumericCells}, infinities in the outermost; missing, not a number, other type;
 *   <li>categorical: the baseline's most frequent categories, its others, categories that it does not have; missing, not a
 *       number or infinite.
 * </ul>
 */
public sealed interface CellLayout permits NumericLayout, CategoryLayout {

    /** Lays out the cells for a baseline's profile. */
    static CellLayout of(FeatureKind kind, FeatureProfile baseline) {
        return kind == FeatureKind.NUMERIC
                ? new NumericLayout(baseline.numbers())
                : new CategoryLayout(baseline.asCategories());
    }

    /** How the feature is compared. */
    FeatureKind kind();

    /** How many cells there are. */
    int size();

    /** How many of them, from the first on, are of values; at least 1. */
    int valueCells();

    /** How many of them, from the first on, have an order: those of numbers, none of categories. */
    int ordered();

    /**
     * The rows in each cell. Exact for the baseline and for every part of it, but for a categorical baseline with more
     * categories than are kept.
     *
     * @param profile of the rows that named the feature
     * @param rows all rows, those that did not name it included, at least the profile's
     * @throws IllegalArgumentException where the profile's histogram is too coarse for the cells
     */
    long[] counts(FeatureProfile profile, long rows);

    /**
     * A window on these cells beside the baseline; those united that the window's histogram does not tell apart.
     *
     * @param baseline rows of the baseline by cell of this layout
     * @param rows all rows of the window, at least the profile's
     */
    CellTable table(long[] baseline, FeatureProfile window, long rows);
}
