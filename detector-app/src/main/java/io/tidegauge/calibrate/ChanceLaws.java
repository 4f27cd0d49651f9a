package io.tidegauge.calibrate;

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
import java.util.stream.IntStream;

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

    /** Blocks in slots that have enough of them. */
    private final int inSlots;

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
        this.inSlots = blocks.map(ChanceLaws::inSlots).orElse(0);
    }

    private static int inSlots(BaselineBlocks blocks) {
        return IntStream.range(0, blocks.season().slots())
                .map(blocks::blocksIn)
                .filter(count -> count >= FEWEST_IN_SLOT)
                .sum();
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

    /**
     * Whether windows of the length are told apart by their season: where the slots that tell enough have enough blocks between
     * them to learn from.
     */
    boolean seasonal(long windowMs) {
        return inSlots >= Calibrator.ENOUGH_BLOCKS && blocks(windowMs).isPresent() && season().tells(windowMs);
    }

    /** Whether a window is held against the rows of its slot: of a slot with too few blocks it is held against all. */
    boolean seasonal(TimeWindow window) {
        return seasonal(window.sizeMs()) && tellsSlot(window.startMs());
    }

    /** All rows that the blocks are parts of, by cell of the layout. */
    long[] whole() {
        return whole.clone();
    }

    /** The rows that a window is held against, by cell of the layout. */
    long[] held(TimeWindow window) {
        return seasonal(window) ? slot(window.startMs()) : whole();
    }

    /** The hours whose rows a window is held against, empty for all. */
    Optional<SeasonSlot> hours(TimeWindow window) {
        return seasonal(window) ? season().hours(window.startMs()) : Optional.empty();
    }

    private long[] slot(long startMs) {
        return blocks.orElseThrow().slot(season().slot(startMs));
    }

    private boolean tellsSlot(long startMs) {
        return blocks.orElseThrow().blocksIn(season().slot(startMs)) >= FEWEST_IN_SLOT;
    }

    /** The law for a typical window of the length: where there is a season, one that is held against its slot. */
    BlockCalibration of(long windowMs, CellUnion union) {
        return of(windowMs, seasonal(windowMs), union);
    }

    /** The law for a window on united cells. */
    BlockCalibration of(TimeWindow window, CellUnion union) {
        return of(window.sizeMs(), seasonal(window), union);
    }

    private BlockCalibration of(long windowMs, boolean seasonal, CellUnion union) {
        Optional<BlockCells> length = blocks(windowMs);
        Key key = new Key(length.map(BlockCells::lengthMs).orElse(0L), seasonal, union);
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

    /**
     * Empty where too few blocks have rows on these cells. A block is held against what a window at its time would be: the law
     * of the season knows no block of a slot that does not tell enough, and the law of all has the season in its chance.
     */
    private Optional<BlockCalibration> fit(BlockCells length, Key key) {
        long[] folded = key.union().fold(whole);
        Map<Integer, long[]> slots = new HashMap<>();
        List<Distances> apart = new ArrayList<>();
        for (int i = 0; i < length.size(); i++) {
            long startMs = length.startMs(i);
            if (!key.seasonal() || tellsSlot(startMs)) {
                long[] against = key.seasonal()
                        ? slots.computeIfAbsent(
                                season().slot(startMs), slot -> key.union().fold(slot(startMs)))
                        : folded;
                long[] block = key.union().fold(length.counts(i));
                Distances.ofPart(against, block, key.union().ordered()).ifPresent(apart::add);
            }
        }
        return apart.size() < Calibrator.FEWEST_DAYS
                ? Optional.empty()
                : Optional.of(BlockCalibration.fitted(folded, apart, key.union().ordered()));
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
