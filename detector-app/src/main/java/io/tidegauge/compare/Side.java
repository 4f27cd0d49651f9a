package io.tidegauge.compare;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.Moments;
import java.util.Optional;

/**
 * One side of a comparison: a feature's profile among the rows of its model.
 *
 * @param feature the feature's name
 * @param profile the rows that named the feature
 * @param rows all rows of the model, those that left the feature out included
 */
record Side(String feature, FeatureProfile profile, long rows) {

    Side {
        if (profile.rows() > rows) {
            throw new IllegalArgumentException(
                    "feature " + feature + ": profile of " + profile.rows() + " rows among " + rows);
        }
    }

    /** Rows without a value: null, or left out. */
    long missing() {
        return rows - profile.rows() + profile.nulls();
    }

    /** NaN and infinities. */
    long notNumbers() {
        return profile.nans() + profile.positiveInfinities() + profile.negativeInfinities();
    }

    /** Values that are no numbers by type: strings and booleans. */
    long notNumeric() {
        return profile.categories().total() + profile.trues() + profile.falses();
    }

    /** Numbers that cannot be categories, because too many distinct ones were seen to keep them apart. */
    long notCategorical() {
        long rows = 0;
        for (int i = 0; i < profile.numbers().size(); i++) {
            rows += profile.numbers().single(i) ? 0 : profile.numbers().count(i);
        }
        return rows;
    }

    /** The finite numbers; empty where there are none. Computed at each call. */
    Optional<Summary> summary() {
        if (profile.numbers().total() == 0) {
            return Optional.empty();
        }
        Moments moments = profile.moments();
        return Optional.of(new Summary(
                moments,
                profile.numbers().weightedValues(moments.min(), moments.max()),
                profile.numbers().exact()));
    }
}
