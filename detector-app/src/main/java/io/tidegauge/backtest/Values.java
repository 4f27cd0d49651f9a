package io.tidegauge.backtest;

import io.tidegauge.event.FeatureKind;

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
}
