package io.tidegauge.compare;

import java.util.OptionalDouble;

/** A statistic's value, or why it has none: an undefined statistic is never 0 and never an alert. */
public sealed interface Statistic {

    record Value(double value) implements Statistic {
        public Value {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("NaN is not a value; say why it is undefined");
            }
        }
    }

    record Undefined(String reason) implements Statistic {}

    static Statistic of(double value) {
        return new Value(value);
    }

    /** The value, or undefined where it is NaN or infinite. */
    static Statistic finite(double value) {
        return Double.isFinite(value) ? new Value(value) : undefined("it does not fit a double");
    }

    /** The value, or undefined for the given reason. */
    static Statistic of(OptionalDouble value, String reasonIfEmpty) {
        return value.isPresent() ? finite(value.getAsDouble()) : undefined(reasonIfEmpty);
    }

    static Statistic undefined(String reason) {
        return new Undefined(reason);
    }

    /** The value, or NaN where it is undefined. */
    default double orNaN() {
        return this instanceof Value v ? v.value() : Double.NaN;
    }

    default boolean isDefined() {
        return this instanceof Value;
    }
}
