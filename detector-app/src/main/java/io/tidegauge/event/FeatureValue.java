package io.tidegauge.event;

import java.util.Objects;

/** One value of one feature in one event. */
public sealed interface FeatureValue {

    /** A null: the producer named the feature and had no value for it. */
    record Missing() implements FeatureValue {}

    /** A double or a long; NaN and infinities are data and are counted as such. */
    record Numeric(double value) implements FeatureValue {}

    /** A boolean, compared as the categories {@code true} and {@code false}. */
    record Bool(boolean value) implements FeatureValue {}

    /** A string, compared as a category. */
    record Text(String value) implements FeatureValue {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /** The one missing value. */
    FeatureValue MISSING = new Missing();
}
