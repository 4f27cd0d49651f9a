package io.tidegauge.alert;

import java.util.Arrays;
import java.util.Optional;

/** What an alert is about: a change of law, or an error in the data. */
public enum AlertKind {
    /** The law of the values changed: drift. */
    DISTRIBUTION,
    MISSING_VALUES,
    UNSEEN_CATEGORY,
    OUT_OF_RANGE,
    TYPE_CHANGE,
    CONSTANT,
    ABSENT_FEATURE,
    NEW_FEATURE,
    NOT_A_NUMBER,
    PERFORMANCE,
    SILENCE,
    LIMIT_EXCEEDED,
    /** A kind that this version does not know: the default of the wire's enum. */
    UNKNOWN;

    /** The kind of a name; empty for one that this version does not know. */
    public static Optional<AlertKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind != UNKNOWN && kind.name().equals(name))
                .findFirst();
    }
}
