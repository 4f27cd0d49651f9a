package io.tidegauge.simulate;

import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.function.BiConsumer;

/**
 * The product's cells for a world's cells: laid out by the product from a baseline that has the world's cells as values, and
 * found there by what it counts a value of each as.
 */
final class Cells {

    /** Rows of each value that the layout is made of. */
    private static final int EACH = 20;

    private final CellLayout layout;
    private final int[] places;

    private Cells(FeatureKind kind, int values, int occurring, BiConsumer<LiveProfile, Integer> add) {
        LiveProfile baseline = new LiveProfile(KeyMapping.STANDARD);
        for (int value = 0; value < occurring; value++) {
            for (int i = 0; i < EACH; i++) {
                add.accept(baseline, value);
            }
        }
        this.layout = CellLayout.of(kind, baseline.toProfile());
        this.places = new int[values + 1];
        for (int value = 0; value < values; value++) {
            LiveProfile one = new LiveProfile(KeyMapping.STANDARD);
            add.accept(one, value);
            places[value] = placeOf(one.toProfile());
        }
        LiveProfile none = new LiveProfile(KeyMapping.STANDARD);
        none.addNull();
        places[values] = placeOf(none.toProfile());
    }

    /** Cells of a world's numeric feature. */
    static Cells ofNumbers() {
        return new Cells(
                FeatureKind.NUMERIC,
                World.NUMERIC_CELLS,
                World.NUMERIC_CELLS,
                (profile, value) -> profile.addNumber(value));
    }

    /** Cells of a world's categorical feature, that of the category that does not occur included. */
    static Cells ofLabels() {
        return new Cells(
                FeatureKind.CATEGORICAL,
                World.CATEGORIES + 1,
                World.CATEGORIES,
                (profile, value) -> profile.addText("category " + value));
    }

    private int placeOf(FeatureProfile one) {
        long[] counts = layout.counts(one, 1);
        int place = 0;
        while (counts[place] == 0) {
            place++;
        }
        return place;
    }

    CellLayout layout() {
        return layout;
    }

    /** Rows by the layout's cells of rows by the world's. */
    long[] counts(long[] drawn) {
        long[] counts = new long[layout.size()];
        for (int i = 0; i < drawn.length; i++) {
            counts[places[i]] += drawn[i];
        }
        return counts;
    }
}
