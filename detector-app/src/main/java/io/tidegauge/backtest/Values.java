package io.tidegauge.backtest;

import io.tidegauge.event.FeatureKind;
import java.util.List;

/** One column's values in the order of their rows, rows without a value included. */
public sealed interface Values permits Numbers, Labels {

    /** How the values are compared. */
    FeatureKind kind();

    /** Rows, those without a value included. */
    int rows();

    /** Rows with a value. */
    int present();

    /**
     * The rows from one, inclusive, to another, exclusive.
     *
     * @throws IndexOutOfBoundsException where they are not among the rows
     */
    Values slice(int from, int to);

    /**
     * Columns one below the other.
     *
     * @throws IllegalArgumentException where there are none, or of both kinds
     */
    static Values joined(List<Values> parts) {
        if (!parts.isEmpty() && parts.stream().allMatch(Numbers.class::isInstance)) {
            return Numbers.joined(parts.stream().map(Numbers.class::cast).toList());
        }
        if (!parts.isEmpty() && parts.stream().allMatch(Labels.class::isInstance)) {
            return Labels.joined(parts.stream().map(Labels.class::cast).toList());
        }
        throw new IllegalArgumentException(parts.size() + " columns, not all of one kind");
    }
}
