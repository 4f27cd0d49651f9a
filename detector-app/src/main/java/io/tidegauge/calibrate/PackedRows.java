package io.tidegauge.calibrate;

import io.tidegauge.profile.ProfileReader;
import io.tidegauge.profile.ProfileWriter;
import java.util.List;

/**
 * Lists of counts, all of one length, as bytes: seldom more than two for a count, where an array of numbers would take eight
 * and a header. They are read again when they are needed.
 */
final class PackedRows {

    private final int cells;
    private final byte[] bytes;
    private final int[] starts;

    private PackedRows(int cells, byte[] bytes, int[] starts) {
        this.cells = cells;
        this.bytes = bytes;
        this.starts = starts;
    }

    /**
     * Packs counts.
     *
     * @throws IllegalArgumentException for a list of another length, or a negative count
     */
    static PackedRows of(int cells, List<long[]> rows) {
        ProfileWriter out = new ProfileWriter();
        int[] starts = new int[rows.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = out.size();
            long[] row = rows.get(i);
            if (row.length != cells) {
                throw new IllegalArgumentException(row.length + " counts for " + cells + " cells");
            }
            for (long count : row) {
                if (count < 0) {
                    throw new IllegalArgumentException("count " + count);
                }
                out.number(count);
            }
        }
        return new PackedRows(cells, out.toByteArray(), starts);
    }

    /** How many lists there are. */
    int size() {
        return starts.length;
    }

    /** The counts of one list. */
    long[] row(int index) {
        ProfileReader in = new ProfileReader(bytes, starts[index]);
        long[] row = new long[cells];
        for (int i = 0; i < cells; i++) {
            row[i] = in.count();
        }
        return row;
    }

    void write(ProfileWriter out) {
        out.octets(bytes);
    }

    static PackedRows read(ProfileReader in, int rows, int cells) {
        ProfileWriter kept = new ProfileWriter();
        int[] starts = new int[rows];
        for (int i = 0; i < rows; i++) {
            starts[i] = kept.size();
            for (int cell = 0; cell < cells; cell++) {
                kept.number(in.count());
            }
        }
        return new PackedRows(cells, kept.toByteArray(), starts);
    }
}
