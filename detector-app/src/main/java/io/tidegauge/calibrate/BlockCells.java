package io.tidegauge.calibrate;

import io.tidegauge.profile.ProfileReader;
import io.tidegauge.profile.ProfileWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Rows of a baseline's blocks of one length, counted on the baseline's cells; no block is without rows. */
public final class BlockCells {

    /** Blocks kept of one length at the most; of more, evenly spaced ones, the first and the last among them. */
    public static final int MOST = 1_008;

    private final long lengthMs;
    private final int all;

    /** The first block's start divided by the length. */
    private final long first;

    /** Of each block, how many lengths after the first one it starts, ascending from 0. */
    private final int[] places;

    private final PackedRows counts;

    private BlockCells(long lengthMs, int all, long first, int[] places, PackedRows counts) {
        if (lengthMs <= 0 || places.length == 0 || all < places.length) {
            throw new IllegalArgumentException(places.length + " of " + all + " blocks of " + lengthMs + " ms");
        }
        Math.multiplyExact(Math.addExact(first, places[places.length - 1] + 1L), lengthMs);
        for (int i = 1; i < places.length; i++) {
            if (places[i] <= places[i - 1]) {
                throw new IllegalArgumentException("block " + i + " is not after the one before");
            }
        }
        this.lengthMs = lengthMs;
        this.all = all;
        this.first = first;
        this.places = places;
        this.counts = counts;
    }

    /**
     * Keeps the blocks, or evenly spaced ones of them.
     *
     * @param blocks rows by start and cell, each with rows
     */
    static BlockCells of(long lengthMs, int cells, SortedMap<Long, long[]> blocks) {
        List<Long> starts = new ArrayList<>(blocks.keySet());
        int kept = Math.min(MOST, starts.size());
        long first = Math.floorDiv(starts.get(0), lengthMs);
        int[] places = new int[kept];
        List<long[]> rows = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            long start = starts.get(evenly(i, kept, starts.size()));
            if (Math.floorMod(start, lengthMs) != 0) {
                throw new IllegalArgumentException("a block of " + lengthMs + " ms starts at " + start);
            }
            places[i] = Math.toIntExact(Math.floorDiv(start, lengthMs) - first);
            rows.add(blocks.get(start));
        }
        return new BlockCells(lengthMs, starts.size(), first, places, PackedRows.of(cells, rows));
    }

    /** Which of all is the i-th kept: from the first to the last, so that no hour of the day is always passed over. */
    private static int evenly(int i, int kept, int all) {
        return kept == all ? i : (int) Math.round(i * (all - 1.0) / (kept - 1));
    }

    /** Length of every block, milliseconds. */
    public long lengthMs() {
        return lengthMs;
    }

    /** How many blocks are here, 1 to {@value #MOST}. */
    public int size() {
        return places.length;
    }

    /** How many the baseline has of this length. */
    public int all() {
        return all;
    }

    /** When a block starts, event time, milliseconds; a multiple of the length. */
    public long startMs(int block) {
        return (first + places[block]) * lengthMs;
    }

    /** A block's rows by cell of the layout. */
    public long[] counts(int block) {
        return counts.row(block);
    }

    /** From the first block's start to the last one's end, milliseconds. */
    public long spanMs() {
        return (places[places.length - 1] + 1L) * lengthMs;
    }

    void write(ProfileWriter out) {
        out.number(lengthMs);
        out.number(all);
        out.number(places.length);
        out.signed(first);
        for (int i = 1; i < places.length; i++) {
            out.number(places[i] - places[i - 1] - 1);
        }
        counts.write(out);
    }

    static BlockCells read(ProfileReader in, int cells) {
        long lengthMs = in.count();
        long all = in.count();
        int size = in.size("blocks", MOST, cells);
        long first = in.signed();
        int[] places = new int[size];
        for (int i = 1; i < size; i++) {
            places[i] = Math.toIntExact(Math.addExact(places[i - 1], Math.addExact(in.count(), 1)));
        }
        return new BlockCells(lengthMs, Math.toIntExact(all), first, places, PackedRows.read(in, size, cells));
    }

    @Override
    public String toString() {
        return places.length + " of " + all + " blocks of " + lengthMs + " ms from " + startMs(0);
    }
}
