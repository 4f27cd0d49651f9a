package io.tidegauge.compare;

/**
 * What chance alone does to the distances of two sides, and so how much of a distance is more than chance. Depends on how
 * rows are related, which the rows of one window do not tell.
 */
public interface Significance {

    /** The cells that a window is counted on, laid out from the baseline. */
    CellLayout layout();

    /** The rows, by cell of the layout, that a window is held against: all of the baseline's or those of the same season. */
    long[] baseline();

    /** Judges the cells of one comparison. Undefined statistics say why. */
    Judgement judge(CellTable cells);
}
