package io.tidegauge.profile;

/**
 * Counts the rows of the buckets where most rows are: an array over a stretch of prefixes on each side of zero, two bytes
 * a bucket, since what hundreds of features have live at once must fit the processor's cache. A cell is twice the rows it
 * holds, and one more if they have unequal values; the one value of the others lies apart, where most rows never look.
 */
final class DenseCounts {

    /** Cells on one side of zero at most. */
    private static final int MAX_SPAN = 2 * NumericSketch.MAX_PREFIXES;

    /** Cells beside the outermost buckets, for those to come. */
    private static final int MARGIN = 64;

    /** A side of zero with a smaller part of the rows has no cells. */
    private static final int LEAST_PART = 64;

    /** How many times the mean a bucket counts at most when the place is chosen. */
    private static final int HEAVY = 4;

    private static final int ROW = 2;
    private static final int UNEQUAL = 1;

    /** A cell from here on has no room for a row. */
    private static final int FULL = Character.MAX_VALUE - UNEQUAL;

    private final char[] cells;
    private final double[] values;
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
        values = new double[cells.length];
    }

    /** Counts nothing. */
    static DenseCounts none() {
        return new DenseCounts(0, false, 0, false, 0);
    }

    /**
     * Empty, where most rows of these buckets are. A bucket far above the others, such as the zeros of a feature that is
     * zero most of the time, has no more weight than a few of them: alone it is as well off in a table.
     */
    static DenseCounts over(Buckets buckets) {
        long[] weights = new long[buckets.size()];
        long heaviest = HEAVY * (buckets.total() / weights.length + 1);
        long all = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.min(heaviest, buckets.counts()[i]);
            all += weights[i];
        }
        int zero = 0;
        while (zero < weights.length && buckets.prefixes()[zero] < 0) {
            zero++;
        }
        Stretch below = Stretch.densest(buckets.prefixes(), weights, 0, zero);
        Stretch above = Stretch.densest(buckets.prefixes(), weights, zero, weights.length);
        boolean hasBelow = below.weight > all / LEAST_PART;
        boolean hasAbove = above.weight > all / LEAST_PART;
        int span = Math.max(hasBelow ? below.span() : 0, hasAbove ? above.span() : 0) + 2 * MARGIN;
        return new DenseCounts(span, hasBelow, below.first - MARGIN, hasAbove, above.first - MARGIN);
    }

    /** Prefixes of one side of zero, with the weight of their buckets. */
    private record Stretch(long first, long last, long weight) {

        int span() {
            return (int) (last - first) + 1;
        }

        /** Of all stretches that are not too long the one of most weight, among buckets from one index up to another. */
        static Stretch densest(long[] prefixes, long[] weights, int from, int to) {
            Stretch densest = new Stretch(0, 0, 0);
            long weight = 0;
            int first = from;
            for (int last = from; last < to; last++) {
                weight += weights[last];
                while (prefixes[last] - prefixes[first] >= MAX_SPAN) {
                    weight -= weights[first++];
                }
                if (weight > densest.weight) {
                    densest = new Stretch(prefixes[first], prefixes[last], weight);
                }
            }
            return densest;
        }
    }

    /** Bytes of the cells and of the values beside them. */
    int bytes() {
        return cells.length * (Character.BYTES + Double.BYTES);
    }

    /** The cell of a prefix, or -1. Which side of zero it is on is worked into the sum, since it is not foreseeable. */
    int cellOf(long prefix) {
        long below = prefix >> (Long.SIZE - 1);
        long at = prefix - firstAbove + (gap & below);
        return at >= 0 && at < span ? (int) at + (belowCells & (int) ~below) : -1;
    }

    /**
     * Counts one row of each value from one index up to another, as long as its bucket has a cell with unequal values and
     * room; says at which index it stopped.
     */
    int countUnequal(double[] batch, int from, int to, KeyMapping mapping, int shift) {
        for (int i = from; i < to; i++) {
            int cell = cellOf(mapping.key(batch[i]) >> shift);
            if (cell < 0 || (cells[cell] & UNEQUAL) == 0 || cells[cell] >= FULL) {
                return i;
            }
            cells[cell] += ROW;
        }
        return to;
    }

    /** Rows in a cell, at least 1 once its bucket has any. */
    int rows(int cell) {
        return cells[cell] / ROW;
    }

    /** The one value of a cell's rows, or MULTI. */
    double value(int cell) {
        return (cells[cell] & UNEQUAL) == 0 ? values[cell] : Buckets.MULTI;
    }

    /** Counts one row more in a cell that is not full. */
    void count(int cell, double x) {
        if (cells[cell] == 0) {
            values[cell] = x;
        } else if (values[cell] != x) {
            cells[cell] |= UNEQUAL;
        }
        cells[cell] += ROW;
    }

    /** Takes the rows but one out of a full cell; 0 if it is not full. */
    int takeFull(int cell) {
        if (cells[cell] < FULL) {
            return 0;
        }
        int taken = rows(cell) - 1;
        cells[cell] -= taken * ROW;
        return taken;
    }

    /** Puts a bucket's rows into its cell, which is free; says how many rows it has no room for. */
    long put(int cell, long rows, double value) {
        int taken = rows < FULL / ROW ? (int) rows : 1;
        cells[cell] = (char) (taken * ROW + (Buckets.isMulti(value) ? UNEQUAL : 0));
        values[cell] = value;
        return rows - taken;
    }

    /** Cells with rows. */
    int size() {
        int size = 0;
        for (char rows : cells) {
            size += rows > 0 ? 1 : 0;
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
            if (cells[cell] > 0) {
                to.add(prefixOf(cell), rows(cell), value(cell));
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
