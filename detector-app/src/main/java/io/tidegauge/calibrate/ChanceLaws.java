package io.tidegauge.calibrate;

import io.tidegauge.calibrate.BlockCalibration.Held;
import io.tidegauge.compare.CellUnion;
import io.tidegauge.compare.SeasonSlot;
import io.tidegauge.event.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The laws of chance of one feature, by length of window and cells, fitted when first asked for. */
final class ChanceLaws {

    /** Without blocks, a window is worth no more than 2,000 independent rows. */
    static final double ASSUMED_WANDER = 1 / 2_000.0;

    /** With fewer blocks in its slot, a window is held against the whole baseline. */
    static final int FEWEST_IN_SLOT = 3;

    /** Laws kept; those that were not used for longest go. */
    private static final int MOST_KEPT = 16;

    private final long[] whole;
    private final Optional<BaselineBlocks> blocks;
    private final Map<Key, BlockCalibration> fitted = new LinkedHashMap<>(16, 0.75f, true);

    /** @param lengthMs of the blocks, 0 where there are none */
    private record Key(long lengthMs, boolean seasonal, CellUnion union) {}

    /**
     * The laws of a baseline.
     *
     * @param baseline rows by cell of the layout, those in no block included
     */
    ChanceLaws(long[] baseline, Optional<BaselineBlocks> blocks) {
        this.whole = blocks.map(BaselineBlocks::whole)
                .filter(parts -> !isPart(parts, baseline))
                .orElse(baseline);
        this.blocks = blocks;
    }

    /** Of more categories than are kept, the baseline's counts may fall short of those of its blocks. */
    private static boolean isPart(long[] parts, long[] all) {
        for (int i = 0; i < all.length; i++) {
            if (parts[i] > all[i]) {
                return false;
            }
        }
        return true;
    }

    /** The blocks that windows of the length are held to; empty where there are not enough. */
    Optional<BlockCells> blocks(long windowMs) {
        Optional<BlockCells> longest = Optional.empty();
        for (BlockCells length : blocks.map(BaselineBlocks::lengths).orElse(List.of())) {
            boolean days = length.lengthMs() == TimeWindow.DAY_MS;
            boolean enough = length.all() >= (days ? Calibrator.FEWEST_DAYS : Calibrator.ENOUGH_BLOCKS);
            boolean fits = length.lengthMs() <= windowMs
                    && (windowMs < TimeWindow.DAY_MS || length.lengthMs() >= TimeWindow.DAY_MS);
            longest = enough && fits ? Optional.of(length) : longest;
        }
        return longest;
    }

    List<Long> lengths() {
        return blocks.map(BaselineBlocks::lengths).orElse(List.of()).stream()
                .map(BlockCells::lengthMs)
                .toList();
    }

    /** Whether windows of the length are held against their season's rows. */
    boolean seasonal(long windowMs) {
        return blocks.isPresent()
                && blocks(windowMs).isPresent()
                && blocks.get().season().tells(windowMs);
    }

    /** All rows that the blocks are parts of, by cell of the layout. */
    long[] whole() {
        return whole.clone();
    }

    /** The rows of the slot that a window starts in, or all where the slot has too few blocks. */
    long[] slot(long startMs) {
        BaselineBlocks of = blocks.orElseThrow();
        return tellsSlot(startMs) ? of.slot(of.season().slot(startMs)) : whole();
    }

    /** The hours whose rows a window is held against, empty for all. */
    Optional<SeasonSlot> hours(TimeWindow window) {
        return seasonal(window.sizeMs()) && tellsSlot(window.startMs())
                ? season().hours(window.startMs())
                : Optional.empty();
    }

    private boolean tellsSlot(long startMs) {
        BaselineBlocks of = blocks.orElseThrow();
        return of.blocksIn(of.season().slot(startMs)) >= FEWEST_IN_SLOT;
    }

    /** The law for windows of the length on united cells. */
    BlockCalibration of(long windowMs, CellUnion union) {
        Optional<BlockCells> length = blocks(windowMs);
        Key key = new Key(length.map(BlockCells::lengthMs).orElse(0L), seasonal(windowMs), union);
        synchronized (fitted) {
            BlockCalibration known = fitted.get(key);
            if (known == null) {
                known = length.flatMap(l -> fit(l, key)).orElseGet(() -> assumed(union));
                fitted.put(key, known);
                if (fitted.size() > MOST_KEPT) {
                    fitted.remove(fitted.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    private BlockCalibration assumed(CellUnion union) {
        return BlockCalibration.assumed(union.fold(whole), union.ordered(), 1, ASSUMED_WANDER);
    }

    /** Empty where too few blocks have rows on these cells. */
    private Optional<BlockCalibration> fit(BlockCells length, Key key) {
        long[] folded = key.union().fold(whole);
        Map<Integer, long[]> slots = new HashMap<>();
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < length.size(); i++) {
            long startMs = length.startMs(i);
            long[] against = key.seasonal()
                    ? slots.computeIfAbsent(
                            season().slot(startMs), slot -> key.union().fold(slot(startMs)))
                    : folded;
            held.add(Held.against(against, key.union().fold(length.counts(i))));
        }
        held.removeIf(Held::oneSided);
        return held.size() < Calibrator.FEWEST_DAYS
                ? Optional.empty()
                : Optional.of(BlockCalibration.fitted(folded, held, key.union().ordered()));
    }

    /** Rows that windows of the length are held against, those of a slot on average. */
    double rowsHeldAgainst(long windowMs) {
        double rows = Arrays.stream(whole).sum();
        return seasonal(windowMs) ? rows / season().slots() : rows;
    }

    private Season season() {
        return blocks.orElseThrow().season();
    }
}
