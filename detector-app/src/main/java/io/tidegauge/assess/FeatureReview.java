package io.tidegauge.assess;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.baseline.FeatureBaseline;
import io.tidegauge.calibrate.BaselineBlocks;
import io.tidegauge.calibrate.BlockCells;
import io.tidegauge.calibrate.Calibrator;
import io.tidegauge.calibrate.Season;
import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.Statistic;
import io.tidegauge.event.FeatureKind;
import io.tidegauge.event.TimeWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * What one feature's baseline is good for.
 *
 * @param feature its name
 * @param kind how windows are compared with it
 * @param rows rows of the reference data
 * @param blocks how many blocks of time these are in
 * @param blockMs how long a block is, milliseconds; empty where the rows have no time
 * @param season the season that windows are told apart by
 * @param window what windows are worth
 * @param day what merged days are worth
 * @param rulesOff kinds of fault that are not judged, since blocks of the reference data would be alerted for them
 */
public record FeatureReview(
        String feature,
        FeatureKind kind,
        long rows,
        int blocks,
        OptionalLong blockMs,
        Season season,
        Worth window,
        Worth day,
        SortedSet<AlertKind> rulesOff) {

    /**
     * Reviews a feature.
     *
     * @param question what windows it is asked for
     */
    public static FeatureReview of(FeatureBaseline baseline, Question question) {
        Optional<BlockCells> shortest =
                baseline.blocks().map(blocks -> blocks.lengths().get(0));
        Calibrator calibrator = Calibrator.of(baseline.kind(), baseline.profile(), baseline.rows(), baseline.blocks());
        return new FeatureReview(
                baseline.feature(),
                baseline.kind(),
                baseline.rows(),
                shortest.map(BlockCells::all).orElse(0),
                shortest.map(blocks -> OptionalLong.of(blocks.lengthMs())).orElse(OptionalLong.empty()),
                baseline.blocks().map(BaselineBlocks::season).orElse(Season.NONE),
                worth(baseline, calibrator, question.windowMs(), question.windowLevel(), question.features()),
                worth(baseline, calibrator, TimeWindow.DAY_MS, question.dayLevel(), question.features()),
                baseline.rulesOff());
    }

    /**
     * What a baseline is asked.
     *
     * @param windowMs length of the windows, milliseconds
     * @param windowLevel level that the features of a window are tested at together, in (0, 1)
     * @param dayLevel the same of a day
     * @param features how many features there are
     */
    public record Question(long windowMs, double windowLevel, double dayLevel, int features) {}

    private static Worth worth(
            FeatureBaseline baseline, Calibrator calibrator, long lengthMs, double level, int features) {
        Calibration calibration = calibrator.calibration(lengthMs);
        String reason = reason(baseline, calibration, lengthMs);
        long rows = typicalRows(baseline, lengthMs);
        boolean known = calibration != Calibration.UNCALIBRATED;
        return new Worth(
                lengthMs,
                calibration,
                reason,
                rows,
                calibrator.repetition(lengthMs),
                calibrator.wander(lengthMs),
                known ? Statistic.of(calibrator.independentRows(lengthMs, rows)) : Statistic.undefined(reason),
                known
                        ? Statistic.of(calibrator.detectable(lengthMs, rows, level, features))
                        : Statistic.undefined(reason));
    }

    private static String reason(FeatureBaseline baseline, Calibration calibration, long lengthMs) {
        Optional<BlockCells> blocks = baseline.blocks().map(of -> blocksFor(of, lengthMs));
        if (blocks.isEmpty()) {
            return "its rows have no time";
        }
        return switch (calibration) {
            case CALIBRATED -> "";
            case PROVISIONAL ->
                String.format(
                        Locale.ROOT,
                        "its blocks span only %.1f days",
                        (double) blocks.get().spanMs() / TimeWindow.DAY_MS);
            case UNCALIBRATED ->
                blocks.get().lengthMs() > lengthMs
                        ? "its blocks are longer than windows"
                        : "it has only " + blocks.get().all() + " blocks of time";
        };
    }

    /** The blocks that windows of the length would be held to: the longest that are no longer, days apart from the others. */
    private static BlockCells blocksFor(BaselineBlocks of, long lengthMs) {
        List<BlockCells> lengths = of.lengths();
        BlockCells longest = lengths.get(lengths.size() - 1);
        return lengthMs >= TimeWindow.DAY_MS && longest.lengthMs() >= TimeWindow.DAY_MS ? longest : lengths.get(0);
    }

    /** Rows of a typical window of the length: those of the median block, in proportion. */
    private static long typicalRows(FeatureBaseline baseline, long lengthMs) {
        return baseline.blocks()
                .map(of -> blocksFor(of, lengthMs))
                .map(blocks -> Math.max(1, Math.round((double) medianRows(blocks) * lengthMs / blocks.lengthMs())))
                .orElse(0L);
    }

    private static long medianRows(BlockCells blocks) {
        long[] rows = IntStream.range(0, blocks.size())
                .mapToLong(block -> Arrays.stream(blocks.counts(block)).sum())
                .sorted()
                .toArray();
        return rows[rows.length / 2];
    }
}
