package io.tidegauge.calibrate;

import io.tidegauge.compare.CellLayout;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a baseline keeps of one feature's course in time, so that chance can be learned from it: the rows by cell of its
 * blocks, of its days, and by slot of the season. Held as bytes that are read when needed: a numeric feature with 1,008
 * blocks and 168 slots takes about 40 KB.
 */
public final class BaselineBlocks {

    /** A day at either end with less than this share of the fullest day's blocks is a part of a day. */
    private static final double WHOLE_DAY = 0.75;

    private final FeatureKind kind;
    private final int cells;
    private final Season season;

    /** Blocks by slot, all of them. */
    private final int[] blocksInSlot;

    /** Rows by slot and cell, of all blocks. */
    private final PackedRows slots;

    private final List<BlockCells> lengths;
    private final long[] whole;

    BaselineBlocks(
            FeatureKind kind,
            int cells,
            Season season,
            int[] blocksInSlot,
            PackedRows slots,
            List<BlockCells> lengths) {
        if (blocksInSlot.length != season.slots() || slots.size() != season.slots() || lengths.isEmpty()) {
            throw new IllegalArgumentException(
                    slots.size() + " slots for " + season + " and " + lengths.size() + " lengths of blocks");
        }
        this.kind = kind;
        this.cells = cells;
        this.season = season;
        this.blocksInSlot = blocksInSlot;
        this.slots = slots;
        this.lengths = List.copyOf(lengths);
        this.whole = new long[cells];
        for (int slot = 0; slot < slots.size(); slot++) {
            add(whole, slots.row(slot));
        }
        rows(whole);
        lengths.forEach(this::requirePart);
    }

    /**
     * Keeps blocks, in the season that they are short and many enough for.
     *
     * @param layout the baseline's cells
     * @param lengthMs length of a block
     * @param blocks rows by start, a multiple of the length, and cell of the layout; those without rows are left out
     * @throws IllegalArgumentException where no block has rows, or the counts are not the layout's
     */
    public static BaselineBlocks of(CellLayout layout, long lengthMs, SortedMap<Long, long[]> blocks) {
        SortedMap<Long, long[]> filled = filled(blocks);
        return of(layout, lengthMs, filled, Season.of(lengthMs, filled.lastKey() + lengthMs - filled.firstKey()));
    }

    /** As {@link #of(CellLayout, long, SortedMap)}, in the given season. */
    public static BaselineBlocks of(CellLayout layout, long lengthMs, SortedMap<Long, long[]> blocks, Season season) {
        SortedMap<Long, long[]> filled = filled(blocks);
        int[] blocksInSlot = new int[season.slots()];
        long[][] slots = new long[season.slots()][layout.size()];
        filled.forEach((start, counts) -> {
            int slot = season.slot(start);
            blocksInSlot[slot]++;
            add(slots[slot], counts);
        });
        List<BlockCells> lengths = new ArrayList<>();
        lengths.add(BlockCells.of(lengthMs, layout.size(), filled));
        if (lengthMs < TimeWindow.DAY_MS) {
            lengths.add(BlockCells.of(TimeWindow.DAY_MS, layout.size(), days(filled, layout.size())));
        }
        return new BaselineBlocks(
                layout.kind(),
                layout.size(),
                season,
                blocksInSlot,
                PackedRows.of(layout.size(), List.of(slots)),
                lengths);
    }

    private static SortedMap<Long, long[]> filled(SortedMap<Long, long[]> blocks) {
        SortedMap<Long, long[]> filled = new TreeMap<>(blocks);
        filled.values().removeIf(counts -> Arrays.stream(counts).allMatch(count -> count == 0));
        if (filled.isEmpty()) {
            throw new IllegalArgumentException("no block has rows");
        }
        return filled;
    }

    /** The days that blocks begin in, without those at the ends that are only partly there. */
    private static SortedMap<Long, long[]> days(SortedMap<Long, long[]> blocks, int cells) {
        SortedMap<Long, long[]> days = new TreeMap<>();
        SortedMap<Long, Integer> blocksInDay = new TreeMap<>();
        blocks.forEach((start, counts) -> {
            long day = TimeWindow.dayOf(start).startMs();
            add(days.computeIfAbsent(day, d -> new long[cells]), counts);
            blocksInDay.merge(day, 1, Integer::sum);
        });
        double enough = WHOLE_DAY
                * blocksInDay.values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElseThrow();
        for (long end : new long[] {days.firstKey(), days.lastKey()}) {
            if (blocksInDay.getOrDefault(end, 0) < enough) {
                days.remove(end);
            }
        }
        return days;
    }

    private static void add(long[] sums, long[] counts) {
        if (counts.length != sums.length) {
            throw new IllegalArgumentException(counts.length + " counts for " + sums.length + " cells");
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.addExact(sums[i], counts[i]);
        }
    }

    /** All rows; more than a number can hold are refused. */
    private static long rows(long[] counts) {
        return Arrays.stream(counts).reduce(0, Math::addExact);
    }

    /** Refuses blocks that are not parts of what they are held against. */
    private void requirePart(BlockCells blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            long[] of = season.tells(blocks.lengthMs()) ? slot(season.slot(blocks.startMs(i))) : whole;
            long[] counts = blocks.counts(i);
            boolean empty = true;
            for (int cell = 0; cell < cells; cell++) {
                empty &= counts[cell] == 0;
                if (counts[cell] > of[cell]) {
                    throw new IllegalArgumentException(
                            "block " + i + " of " + blocks.lengthMs() + " ms has more rows than there are");
                }
            }
            if (empty) {
                throw new IllegalArgumentException("block " + i + " of " + blocks.lengthMs() + " ms has no rows");
            }
        }
    }

    /** How the feature is compared on these cells. */
    public FeatureKind kind() {
        return kind;
    }

    /** How many cells the layout has. */
    public int cells() {
        return cells;
    }

    /** The season that the slots tell apart. */
    public Season season() {
        return season;
    }

    /** Rows by cell, of all blocks. */
    public long[] whole() {
        return whole.clone();
    }

    /** Rows by cell, of all blocks in the slot. */
    public long[] slot(int slot) {
        return slots.row(slot);
    }

    /** How many blocks there are in the slot. */
    public int blocksIn(int slot) {
        return blocksInSlot[slot];
    }

    /** Blocks by length, shortest first; a day's, too, where blocks are shorter than a day and a day is whole. */
    public List<BlockCells> lengths() {
        return lengths;
    }

    PackedRows slots() {
        return slots;
    }

    /** The blocks as bytes; equal blocks give equal bytes. See {@link BlocksCodec}. */
    public byte[] encode() {
        return BlocksCodec.encode(this);
    }

    /**
     * Reads blocks of this or an earlier version.
     *
     * @throws BlocksFormatException for bytes that are none
     */
    public static BaselineBlocks decode(byte[] bytes) {
        return BlocksCodec.decode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BaselineBlocks that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(whole);
    }

    @Override
    public String toString() {
        return lengths + " on " + cells + " cells, " + season;
    }
}
