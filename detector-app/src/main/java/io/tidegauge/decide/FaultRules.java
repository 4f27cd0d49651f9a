package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.CellLabel;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.ExactBinomial;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Judgement;
import io.tidegauge.compare.Statistic;
import io.tidegauge.compare.StatisticName;
import io.tidegauge.event.FeatureKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Errors in a feature's data, told by counting rows. A fault fires at once where its share of all rows is beyond a fixed
 * bound, and counts towards firing where the share differs from the baseline's by the material effect, measured as the
 * Jensen-Shannon distance of the two shares; both only where the exact binomial test refutes the baseline's share, so that
 * three rows can fire nothing. The bounds count all rows; the tests take them for the independent rows that they are worth.
 * What rests on the test is no more than a notice where nobody knows what rows are worth.
 */
final class FaultRules {

    /** Missing values beyond the baseline's share that fire at once. */
    static final double MISSING_AT_ONCE = 0.30;

    /** Share of rows outside the baseline's range that fires at once. */
    static final double RANGE_AT_ONCE = 0.20;

    /** Share of rows in unseen categories, beyond what a baseline that keeps meeting new ones expects, that fires at once. */
    static final double UNSEEN_AT_ONCE = 0.05;

    /** NaN and infinite values beyond the baseline's share that fire at once. */
    static final double NOT_A_NUMBER_AT_ONCE = 0.05;

    /**
     * Values of another type beyond the baseline's share that fire at once. As for values out of range: neither are values
     * that the model was made for, and a fifth of the rows is more than one producer gone astray among many.
     */
    static final double TYPE_AT_ONCE = 0.20;

    /** A baseline with fewer distinct numbers has labels rather than a range, and a constant has none at all. */
    static final long RANGE_DISTINCT = 10;

    /** Shares are rounded: this much is no difference. */
    private static final double ROUNDING = 1e-9;

    private final FeatureComparison c;
    private final int minRows;
    private final Gate gate;

    /**
     * Rules for one feature's window.
     *
     * @param minRows fewer values than this are not judged
     * @param gate what the distance of shares is held against
     */
    FaultRules(FeatureComparison c, int minRows, Gate gate) {
        this.c = c;
        this.minRows = minRows;
        this.gate = gate;
    }

    /**
     * A test for every kind of fault the feature can have, each on its own.
     *
     * @param off kinds that are not judged; an alert of them ends
     */
    Map<AlertKind, FaultTest> judge(Set<AlertKind> off) {
        Map<AlertKind, FaultTest> tests = new EnumMap<>(AlertKind.class);
        tests.put(AlertKind.ABSENT_FEATURE, absent());
        tests.put(AlertKind.MISSING_VALUES, missing());
        tests.put(AlertKind.TYPE_CHANGE, type());
        tests.put(AlertKind.CONSTANT, constant());
        if (c.kind() == FeatureKind.CATEGORICAL) {
            tests.put(AlertKind.UNSEEN_CATEGORY, unseen());
        } else {
            tests.put(AlertKind.NOT_A_NUMBER, notNumber());
            tests.put(AlertKind.OUT_OF_RANGE, outOfRange());
        }
        tests.replaceAll((kind, test) -> off.contains(kind) ? FaultTest.none(Verdict.WITHDRAWN) : test);
        return tests;
    }

    private FaultTest absent() {
        if (c.windowPresent() > 0) {
            return FaultTest.calm();
        }
        return wholly(c.windowRows(), baselineMissing());
    }

    private FaultTest missing() {
        if (c.windowMissing() == c.windowRows()) {
            return wholly(c.windowRows(), baselineMissing());
        }
        return excess(c.windowMissing(), c.windowRows(), baselineMissing(), MISSING_AT_ONCE);
    }

    private FaultTest notNumber() {
        if (c.windowValues() < minRows) {
            return FaultTest.none(Verdict.UNJUDGED);
        }
        Expected baseline = Expected.of(c.baselineNotNumbers(), c.baselineRows());
        return excess(c.windowNotNumbers(), c.windowRows(), baseline, NOT_A_NUMBER_AT_ONCE);
    }

    private FaultTest outOfRange() {
        if (c.baselineDistinct() < RANGE_DISTINCT) {
            return FaultTest.none(Verdict.WITHDRAWN);
        }
        if (c.windowValues() - c.windowNotNumbers() < minRows) {
            return FaultTest.none(Verdict.UNJUDGED);
        }
        // A value drawn like the baseline's m falls outside their range with a chance of 2 / (m + 1).
        double chance = Math.min(1, 2.0 / (baselineValues() - c.baselineNotNumbers() + 1.0));
        return excess(outside(c), c.windowRows(), new Expected(0, chance), RANGE_AT_ONCE);
    }

    /** Finite values outside the range, at least: infinities are counted there too, but are another kind of fault. */
    static long outside(FeatureComparison c) {
        return Math.max(0, c.windowBelow() + c.windowAbove() - c.windowNotNumbers());
    }

    private FaultTest unseen() {
        if (c.windowValues() < minRows) {
            return FaultTest.none(Verdict.UNJUDGED);
        }
        Statistic expected = c.statistics().get(StatisticName.UNSEEN_MASS_EXPECTED.key());
        double seenOnce = expected instanceof Statistic.Value value ? value.value() * baselineValues() : 0;
        Expected baseline = Expected.of(seenOnce, baselineValues());
        return excess(c.windowUnseen(), c.windowRows(), baseline, UNSEEN_AT_ONCE);
    }

    private FaultTest type() {
        if (c.windowRows() - c.windowMissing() < minRows) {
            return FaultTest.none(Verdict.UNJUDGED);
        }
        Expected baseline = Expected.of(baselineMismatched(c) * c.baselineRows(), c.baselineRows());
        return excess(c.windowMismatched(), c.windowRows(), baseline, TYPE_AT_ONCE);
    }

    /** The share of the baseline's rows that have a value of another type. */
    static double baselineMismatched(FeatureComparison c) {
        double share = 0;
        for (CellShare cell : c.cells()) {
            share += cell.label().equals(CellLabel.OTHER_TYPE) ? cell.baselineShare() : 0;
        }
        return share;
    }

    private FaultTest constant() {
        if (c.baselineDistinct() < 2) {
            return FaultTest.none(Verdict.WITHDRAWN);
        }
        long values = c.windowValues() - c.windowNotNumbers();
        if (values < minRows) {
            return FaultTest.none(Verdict.UNJUDGED);
        }
        return c.windowDistinct() > 1 ? FaultTest.calm() : wholly(values, cellOfAll(values));
    }

    /** The one value's share of the baseline's values is at most that of the cell that all of the window's are in. */
    private Expected cellOfAll(long values) {
        double all = (double) values / c.windowRows();
        double share = c.cells().stream()
                .filter(cell -> Math.abs(cell.windowShare() - all) < ROUNDING)
                .mapToDouble(CellShare::baselineShare)
                .max()
                .orElse(1);
        return Expected.of(Math.min(baselineValues(), share * c.baselineRows()), baselineValues());
    }

    /** Every one of the rows is at fault. */
    private FaultTest wholly(long rows, Expected baseline) {
        double p = Math.pow(baseline.chance(), independent(rows));
        double distance = Divergence.distance(baseline.share(), 1);
        Finding kept = fixed(gate.calm(distance, p) ? Verdict.CALM : Verdict.WAVERING, 1, baseline, 1, p);
        return new FaultTest(p, kept, gate.reachedBy(distance) ? kept.as(Verdict.AT_ONCE) : kept);
    }

    private FaultTest excess(long atFault, long rows, Expected baseline, double bound) {
        double share = (double) atFault / rows;
        double independent = independent(rows);
        double p = ExactBinomial.upperTail(share * independent, independent, baseline.chance());
        double distance = share > baseline.share() ? Divergence.distance(baseline.share(), share) : 0;
        Finding kept = new Finding(
                gate.calm(distance, p) ? Verdict.CALM : Verdict.WAVERING,
                gate.pages() ? Severity.WARNING : Severity.NOTICE,
                distance,
                p,
                Double.NaN,
                gate.effect(),
                figures(share, baseline.share(), p));
        if (share - baseline.share() >= bound - ROUNDING) {
            return new FaultTest(p, kept, fixed(Verdict.AT_ONCE, share, baseline, bound, p));
        }
        return new FaultTest(p, kept, gate.reachedBy(distance) ? kept.as(Verdict.EXCEEDING) : kept);
    }

    /** The independent rows that rows are worth, n / (c + ρn); repeated and related rows say the same thing again. */
    private double independent(long rows) {
        Judgement.Chance chance = c.judgement().chance();
        return rows / (chance.repetition() + chance.wander() * rows);
    }

    private static Finding fixed(Verdict verdict, double share, Expected baseline, double bound, double p) {
        return new Finding(
                verdict,
                Severity.CRITICAL,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                bound,
                figures(share, baseline.share(), p));
    }

    private static Map<String, Double> figures(double share, double reference, double p) {
        return Map.of("fault_share", share, "fault_share_baseline", reference, "fault_p", p);
    }

    private Expected baselineMissing() {
        return Expected.of(c.baselineMissing(), c.baselineRows());
    }

    private long baselineValues() {
        return c.baselineRows() - c.baselineMissing();
    }

    /**
     * The baseline's share of rows at fault, and a chance for one row that a baseline of its size does not exclude: by the
     * rule of three, none of m rows leaves room for 3 / m.
     */
    private record Expected(double share, double chance) {

        static Expected of(double rows, long of) {
            return new Expected(of == 0 ? 0 : rows / of, (rows + 3) / (of + 3.0));
        }
    }
}
