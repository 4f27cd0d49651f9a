package io.tidegauge.baseline;

/** Row numbers from {@code from}, inclusive, to {@code to}, exclusive; written {@code A:B}, {@code A:} or {@code :B}. */
public record RowRange(long from, long to) {

    public static final RowRange ALL = new RowRange(0, Long.MAX_VALUE);

    public RowRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("rows " + from + ":" + to + " is not a range; rows count from 0");
        }
    }

    /**
     * Reads {@code A:B}, of which either may be left out.
     *
     * @throws IllegalArgumentException naming the text when it is no such thing
     */
    public static RowRange parse(String text) {
        String[] ends = text.split(":", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is not a range of rows such as 0:8064");
        }
        try {
            return new RowRange(
                    ends[0].isEmpty() ? 0 : Long.parseLong(ends[0]),
                    ends[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(ends[1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a range of rows such as 0:8064", e);
        }
    }

    public boolean contains(long row) {
        return row >= from && row < to;
    }

    /** How many of the first {@code rows} rows are in the range. */
    public long within(long rows) {
        return Math.max(0, Math.min(rows, to) - from);
    }

    @Override
    public String toString() {
        return from + ":" + (to == Long.MAX_VALUE ? "" : to);
    }
}
