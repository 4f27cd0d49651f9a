package io.tidegauge.calibrate;

import java.util.List;

/**
 * What a baseline keeps of one feature's course in time, so that chance can be learned from it.
 *
 * @param lengths blocks by length, shortest first, each length once; a day's last where there are days
 * @param season the season that the slots tell apart
 * @param slots rows by slot and cell, of all blocks (none thinned out); one row of all where there is no season
 */
public record BaselineBlocks(List<BlockCells> lengths, Season season, long[][] slots) {

    public BaselineBlocks {
        lengths = List.copyOf(lengths);
        if (slots.length != season.slots()) {
            throw new IllegalArgumentException(slots.length + " slots for " + season);
        }
        for (int i = 1; i < lengths.size(); i++) {
            if (lengths.get(i).lengthMs() <= lengths.get(i - 1).lengthMs()) {
                throw new IllegalArgumentException("blocks of " + lengths.get(i).lengthMs() + " ms after those of "
                        + lengths.get(i - 1).lengthMs() + " ms");
            }
        }
    }
}
