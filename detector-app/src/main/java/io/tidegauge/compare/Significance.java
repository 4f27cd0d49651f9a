package io.tidegauge.compare;

/**
 * What chance alone does to the distances of two sides, and so how much of a distance is more than chance. Depends on how
 * rows are related, which the rows of one window do not tell.
 */
public interface Significance {

    /** Judges the cells of one comparison. Undefined statistics say why. */
    Judgement judge(CellTable cells);
}
