package io.tidegauge.benchmarks;

import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.SplittableRandom;

/**
 * One form of feature: of ten, four normal and lognormal ones, two of whole numbers, one of few numbers, and three of 8, 50
 * and 1,000 categories. All go with the hour of the day, and one row in fifty has no value. The same hour has the same rows
 * whenever it is drawn.
 */
final class WideFeature {

    static final int FORMS = 20;

    private static final int[] CATEGORIES = {8, 50, 1_000};
    private static final int DAY_HOURS = 24;
    private static final double SWING = 0.3;
    private static final double MISSING = 0.02;

    private final int form;

    WideFeature(int form) {
        this.form = form;
    }

    FeatureKind kind() {
        return form % 10 < 7 ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
    }

    /** The profile of so many hours of so many rows each. */
    FeatureProfile profile(long startMs, int hours, int rows) {
        LiveProfile profile = new LiveProfile(KeyMapping.STANDARD);
        for (int hour = 0; hour < hours; hour++) {
            add(profile, startMs + hour * WideModel.HOUR_MS, rows);
        }
        return profile.toProfile();
    }

    private void add(LiveProfile profile, long hourMs, int rows) {
        SplittableRandom random = new SplittableRandom(hourMs + form);
        double shift = SWING * Math.sin(2 * Math.PI * (double) (hourMs / WideModel.HOUR_MS % DAY_HOURS) / DAY_HOURS);
        for (int row = 0; row < rows; row++) {
            // Drawn whether needed or not, so that every row takes as many.
            double normal = random.nextGaussian() + shift;
            if (random.nextDouble() < MISSING) {
                profile.addNull();
            } else {
                add(profile, normal);
            }
        }
    }

    private void add(LiveProfile profile, double normal) {
        switch (form % 10) {
            case 0, 1 -> profile.addNumber(normal);
            case 2, 3 -> profile.addNumber(Math.exp(normal));
            case 4, 5 -> profile.addNumber(Math.rint(100 * normal));
            case 6 -> profile.addNumber(Math.rint(2 * normal));
            default -> {
                int most = CATEGORIES[form % 10 - 7];
                profile.addText("category-" + (int) Math.min(most - 1, most * Math.abs(normal) / 4));
            }
        }
    }
}
