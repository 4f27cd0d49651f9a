package io.tidegauge.profile;

/**
 * Counts rows of the buckets of unequal values where most rows are: an array over a stretch of prefixes on each side of
 * zero, two bytes a bucket, since what hundreds of features have live at once must fit the processor's cache. A cell is
 * one more than the rows it holds, and 0 where the bucket is not counted here.
 */
final class DenseCounts {

    /** Cells on one side of zero at most. */
    private static final int MAX_SPAN = 2 * NumericSketch.MAX_PREFIXES;

    /** Cells beside the outermost buckets, for those to come. */
    private static final int MARGIN = 64;

    /** A side of zero with a smaller part of the rows has no cells. */
    private static final int LEAST_PART = 64;

    private static final char FULL = Character.MAX_VALUE;

    private final char[] cells;
    private final int belowCells;
    private final int span;
    private final long firstAbove;
    private final long gap;
    private final long firstBelow;

    private DenseCounts(int span, boolean below, long firstBelow, boolean above, long firstAbove) {
        this.span = span;
        belowCells = below ? span : 0;
        // No prefix of its side comes after these.
        this.firstBelow = below ? firstBelow : 0;
        this.firstAbove = above ? firstAbove : Long.MAX_VALUE;
        gap = this.firstAbove - this.firstBelow;
        cells = new char[belowCells + (above ? span : 0)];
    }

    /** Counts nothing. */
    static DenseCounts none() {
        return new DenseCounts(0, false, 0, false, 0);
    }

    /** Empty, where most rows of these buckets are. */
    static DenseCounts over(Buckets buckets) {
        int zero = 0;
        while (zero < buckets.size() && buckets.prefixes()[zero] < 0) {
            zero++;
        }
        Stretch below = Stretch.densest(buckets, 0, zero);
        Stretch above = Stretch.densest(buckets, zero, buckets.size());
        long least = buckets.total() / LEAST_PART;
        boolean hasBelow = below.rows > least;
        boolean hasAbove = above.rows > least;
        int span = Math.max(hasBelow ? below.span() : 0, hasAbove ? above.span() : 0) + 2 * MARGIN;
        return new DenseCounts(span, hasBelow, below.first - MARGIN, hasAbove, above.first - MARGIN);
    }

    /** Prefixes of one side of zero, with their rows. */
    private record Stretch(long first, long last, long rows) {

        int span() {
            return (int) (last - first) + 1;
        }

        /** Of all stretches that are not too long the one of most rows, among buckets from one index up to another. */
        static Stretch densest(Buckets buckets, int from, int to) {
            Stretch densest = new Stretch(0, 0, 0);
            long rows = 0;
            int first = from;
            for (int last = from; last < to; last++) {
                rows += buckets.counts()[last];
                while (buckets.prefixes()[last] - buckets.prefixes()[first] >= MAX_SPAN) {
                    rows -= buckets.counts()[first++];
                }
                if (rows > densest.rows) {
                    densest = new Stretch(buckets.prefixes()[first], buckets.prefixes()[last], rows);
                }
            }
            return densest;
        }
    }

    /** Bytes of the cells. */
    int bytes() {
        return cells.length * Character.BYTES;
    }

    /** The cell of a prefix, or -1. Which side of zero it is on is worked into the sum, since it is not foreseeable. */
    private int cellOf(long prefix) {
        long below = prefix >> (Long.SIZE - 1);
        long at = prefix - firstAbove + (gap & below);
        return at >= 0 && at < span ? (int) at + (belowCells & (int) ~below) : -1;
    }

    /** Counts one row, if its bucket is counted here and its cell is not full. */
    boolean count(long prefix) {
        int cell = cellOf(prefix);
        if (cell < 0) {
            return false;
        }
        char rows = cells[cell];
        if (rows == 0 || rows == FULL) {
            return false;
        }
        cells[cell] = (char) (rows + 1);
        return true;
    }

    /** From now on the rows of this bucket, of unequal values, are counted here if it has a cell; says whether. */
    boolean open(long prefix) {
        int cell = cellOf(prefix);
        if (cell >= 0 && cells[cell] == 0) {
            cells[cell] = 1;
        }
        return cell >= 0;
    }

    /** Takes the rows out of a full cell; 0 if the cell is not full, or there is none. */
    int takeFull(long prefix) {
        int cell = cellOf(prefix);
        if (cell < 0 || cells[cell] != FULL) {
            return 0;
        }
        cells[cell] = 1;
        return FULL - 1;
    }

    /** Puts rows into an open cell without any, if there is room for them; says whether. */
    boolean put(long prefix, long rows) {
        int cell = cellOf(prefix);
        if (cell < 0 || rows >= FULL) {
            return false;
        }
        cells[cell] = (char) (rows + 1);
        return true;
    }

    /** Cells with rows. */
    int size() {
        int size = 0;
        for (char rows : cells) {
            size += rows > 1 ? 1 : 0;
        }
        return size;
    }

    /** Gives the buckets from a cell, at first 0, up to a prefix, ascending; says at which cell to go on. */
    int giveUpTo(long prefix, int from, Buckets.Builder to) {
        int end = prefix < 0
                ? within(prefix - firstBelow + 1, belowCells)
                : belowCells + within(prefix - firstAbove + 1, cells.length - belowCells);
        give(from, end, to);
        return Math.max(from, end);
    }

    /** Gives the buckets from a cell on, ascending. */
    void giveRest(int from, Buckets.Builder to) {
        give(from, cells.length, to);
    }

    private void give(int from, int end, Buckets.Builder to) {
        for (int cell = from; cell < end; cell++) {
            if (cells[cell] > 1) {
                to.add(prefixOf(cell), cells[cell] - 1, Buckets.MULTI);
            }
        }
    }

    private static int within(long at, int most) {
        return (int) Math.max(0, Math.min(at, most));
    }

    private long prefixOf(int cell) {
        return cell < belowCells ? firstBelow + cell : firstAbove + (cell - belowCells);
    }
}
