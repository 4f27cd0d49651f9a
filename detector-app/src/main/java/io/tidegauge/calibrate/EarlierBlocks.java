package io.tidegauge.calibrate;

import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.CellUnion;
import io.tidegauge.compare.Significance;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.profile.FeatureProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chance that windows show which are held against a few windows before them: learned from a baseline's blocks, each held
 * against the blocks before it in the same way. Windows that lie close together differ less than a window and all of a
 * baseline, and two short ones differ by the wander of both; the blocks show what comes of it. Laws are fitted when they are
 * first needed, and kept. Not safe for several threads.
 */
public final class EarlierBlocks {

    /** Laws on different unions of cells; there are seldom more than two. */
    private static final int MOST_KEPT = 16;

    private final CellLayout layout;
    private final long[] whole;
    private final BlockCells blocks;
    private final Span before;
    private final Map<CellUnion, BlockCalibration> fitted = new HashMap<>();

    /**
     * Which time a block is held against.
     *
     * @param agoMs how long before the block's start it begins, milliseconds
     * @param lengthMs how long it is, at most as long as it is ago
     */
    public record Span(long agoMs, long lengthMs) {

        public Span {
            if (lengthMs <= 0 || lengthMs > agoMs) {
                throw new IllegalArgumentException("a span of " + lengthMs + " ms that began " + agoMs + " ms ago");
            }
        }
    }

    private EarlierBlocks(CellLayout layout, BaselineBlocks baseline, BlockCells blocks, Span before) {
        this.layout = layout;
        this.whole = baseline.whole();
        this.blocks = blocks;
        this.before = before;
    }

    /**
     * The laws of a feature; empty where fewer than 30 blocks have rows in the span before them.
     *
     * @param kind how windows are compared
     * @param baseline the baseline's profile of the feature
     * @param kept its blocks
     * @param windowMs length of the windows; shorter blocks stand for them
     */
    public static Optional<EarlierBlocks> of(
            FeatureKind kind, FeatureProfile baseline, BaselineBlocks kept, long windowMs, Span before) {
        CellLayout layout = CellLayout.of(kind, baseline);
        if (kept.kind() != kind || kept.cells() != layout.size()) {
            return Optional.empty();
        }
        return kept.lengths().stream()
                .filter(length -> length.lengthMs() <= windowMs)
                .reduce((shorter, longer) -> longer)
                .map(length -> new EarlierBlocks(layout, kept, length, before))
                .filter(laws -> laws.pairs(CellUnion.none(layout)).size() >= Calibrator.ENOUGH_BLOCKS);
    }

    /**
     * What a window is judged by that is held against windows before it.
     *
     * @param reference the feature's profile in these windows
     * @param rows all their rows, at least the profile's
     * @return empty where their histogram is too coarse for the baseline's cells
     */
    public Optional<Significance> significance(FeatureProfile reference, long rows) {
        try {
            long[] held = layout.counts(reference, rows);
            return Optional.of(
                    new BlockSignificance(layout, this::law, Calibrator.calibration(blocks), held, Optional.empty()));
        } catch (IllegalArgumentException coarse) {
            return Optional.empty();
        }
    }

    private BlockCalibration law(CellUnion union) {
        if (fitted.size() >= MOST_KEPT && !fitted.containsKey(union)) {
            fitted.clear();
        }
        return fitted.computeIfAbsent(union, this::fit);
    }

    private BlockCalibration fit(CellUnion union) {
        List<Distances> pairs = pairs(union);
        long[] folded = union.fold(whole);
        return pairs.size() < Calibrator.ENOUGH_BLOCKS
                ? BlockCalibration.assumed(folded, union.ordered(), 1, ChanceLaws.ASSUMED_WANDER)
                : BlockCalibration.fitted(folded, pairs, union.ordered());
    }

    /** Each block beside the sum of the blocks that start in the span before it, those left out that have no rows there. */
    private List<Distances> pairs(CellUnion union) {
        List<Distances> pairs = new ArrayList<>();
        long[] sum = new long[layout.size()];
        int from = 0;
        int to = 0;
        for (int i = 0; i < blocks.size(); i++) {
            long first = blocks.startMs(i) - before.agoMs();
            for (; to < i && blocks.startMs(to) < first + before.lengthMs(); to++) {
                add(sum, blocks.counts(to), 1);
            }
            for (; from < to && blocks.startMs(from) < first; from++) {
                add(sum, blocks.counts(from), -1);
            }
            Distances.of(union.fold(sum), union.fold(blocks.counts(i)), union.ordered())
                    .ifPresent(pairs::add);
        }
        return pairs;
    }

    private static void add(long[] sum, long[] counts, int sign) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += sign * counts[i];
        }
    }
}
