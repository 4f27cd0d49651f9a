package io.tidegauge.backtest;

/**
 * A window's rows.
 *
 * @param number the window's number
 * @param fromRow its first row
 * @param toRow the row after its last
 */
public record ScoredWindow(int number, long fromRow, long toRow) {

    /** Whether it holds a row that the truth is about. */
    boolean overlaps(Truth truth) {
        return fromRow < truth.toRow() && toRow > truth.fromRow();
    }
}
