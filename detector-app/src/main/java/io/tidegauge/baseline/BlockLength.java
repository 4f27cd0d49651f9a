package io.tidegauge.baseline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds how long a baseline's blocks are to be: as long as a window, or, where the rows fill too few of these, the largest
 * equal part of one that gives {@value #ENOUGH} blocks. Chance learned from shorter blocks is not extrapolated to more
 * rows than they have, so longer windows are judged with caution, not by luck. Mutable: times are added in any order.
 */
public final class BlockLength {

    /** Blocks from which chance can be learned. */
    public static final int ENOUGH = 30;

    /** Rows that a part of a window must have, on the average, to be worth more than too few whole ones. */
    private static final int ROWS_OF_A_PART = 30;

    private static final long SHORTEST_MS = 1_000;

    private final long windowMs;
    private final List<Candidate> candidates = new ArrayList<>();
    private long rows;

    /** A length, and the first blocks of it that have rows, as many as are enough. */
    private record Candidate(long lengthMs, Set<Long> blocks) {

        boolean isEnoughWith(long timeMs) {
            blocks.add(Math.floorDiv(timeMs, lengthMs));
            return blocks.size() >= ENOUGH;
        }
    }

    /**
     * For windows of this length.
     *
     * @param windowMs milliseconds, at least 1
     */
    public BlockLength(long windowMs) {
        if (windowMs <= 0) {
            throw new IllegalArgumentException("windows of " + windowMs + " ms");
        }
        this.windowMs = windowMs;
        for (long parts = 1; parts == 1 || windowMs / parts >= SHORTEST_MS; parts++) {
            if (windowMs % parts == 0) {
                candidates.add(new Candidate(windowMs / parts, new HashSet<>()));
            }
        }
    }

    /** Takes in a row's event time, milliseconds since the epoch. */
    public void add(long timeMs) {
        rows++;
        // Whatever is shorter than a length that is enough is of no interest any more.
        int last = candidates.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (candidates.get(i).isEnoughWith(timeMs)) {
                candidates.subList(i + 1, candidates.size()).clear();
                return;
            }
        }
    }

    /** The length for the rows so far, milliseconds; the window's where no part of it gives enough blocks. */
    public long lengthMs() {
        Candidate shortest = candidates.get(candidates.size() - 1);
        boolean enough = shortest.blocks().size() >= ENOUGH;
        return enough && rows >= (long) ENOUGH * ROWS_OF_A_PART ? shortest.lengthMs() : windowMs;
    }
}
