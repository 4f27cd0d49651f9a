package io.tidegauge.calibrate;

import io.tidegauge.compare.Calibration;
import io.tidegauge.compare.CellCounts;
import io.tidegauge.compare.CellLayout;
import io.tidegauge.compare.CellTable;
import io.tidegauge.compare.CellUnion;
import io.tidegauge.compare.EffectInterval;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.SeasonSlot;
import io.tidegauge.compare.Significance;
import io.tidegauge.compare.Statistic;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The chance of windows of one length, held against the baseline, a slot of its season, or windows before them.
 *
 * @param laws of the feature, by the union of cells
 * @param calibration where their laws are from
 * @param baseline rows by cell of the layout that the windows are held against
 * @param slot the hours that these are of, empty for all
 */
record BlockSignificance(
        CellLayout layout,
        Function<CellUnion, BlockCalibration> laws,
        Calibration calibration,
        long[] baseline,
        Optional<SeasonSlot> slot)
        implements Significance {

    @Override
    public Judgement judge(CellTable cells) {
        if (!cells.comparable()) {
            return Judgement.undefined("a side has no rows");
        }
        if (cells.coarse()) {
            // Faults are tested all the same, by what rows are worth.
            Statistic none = Statistic.undefined(Judgement.COARSE);
            BlockCalibration law = laws.apply(CellUnion.none(layout));
            return Judgement.undefined(
                    Judgement.COARSE, chance(law, cells.counts().windowTotal(), none, none));
        }
        BlockCalibration law = laws.apply(cells.union());
        BlockCalibration.Verdict verdict = law.judge(cells.baseline(), cells.window());
        CellCounts counts = cells.counts();
        EffectInterval interval = law.interval(verdict.jsDivergence(), counts.effectiveRows());
        return judgement(
                law, verdict, counts.windowTotal(), Statistic.of(interval.low()), Statistic.of(interval.high()));
    }

    /** Judges rows by cell of a union of no cells, without the effect's interval. */
    Judgement judge(long[] window, CellUnion union) {
        long rows = Arrays.stream(window).sum();
        if (rows == 0) {
            return Judgement.undefined("a side has no rows");
        }
        BlockCalibration law = laws.apply(union);
        Statistic none = Statistic.undefined("not computed");
        return judgement(law, law.judge(baseline, window), rows, none, none);
    }

    private Judgement judgement(
            BlockCalibration law, BlockCalibration.Verdict verdict, long rows, Statistic low, Statistic high) {
        String noOrder = "the cells have no order, or a side has no values";
        return new Judgement(
                Statistic.of(verdict.effect()),
                Statistic.of(verdict.pValue()),
                Statistic.of(verdict.jsEffect()),
                Statistic.of(verdict.jsPValue()),
                Statistic.of(verdict.ksEffect(), noOrder),
                Statistic.of(verdict.ksPValue(), noOrder),
                chance(law, rows, low, high));
    }

    private Judgement.Chance chance(BlockCalibration law, long rows, Statistic low, Statistic high) {
        return new Judgement.Chance(
                calibration,
                law.jsLaw().repetition(),
                law.jsLaw().wander(),
                Statistic.of(law.worth(rows)),
                low,
                high,
                slot);
    }
}
