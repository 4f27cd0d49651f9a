package io.tidegauge.decide;

import io.tidegauge.alert.AlertKind;
import io.tidegauge.alert.Severity;
import io.tidegauge.compare.CellLabel;
import io.tidegauge.compare.CellShare;
import io.tidegauge.compare.FeatureComparison;
import io.tidegauge.compare.Statistic;
import io.tidegauge.compare.StatisticName;
import io.tidegauge.event.FeatureKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * Errors in a feature's data, told by counting rows. A fault fires at once where its share of all rows is beyond a fixed
 * bound, and counts towards firing where the share differs from the baseline's by the material effect, measured as the
 * Jensen-Shannon distance of the two shares; both only where the exact binomial test refutes the baseline's share at
 * {@link #LEVEL}, so that three rows can fire nothing.
 */
final class FaultRules {

    /** Level of every exact test. */
    static final double LEVEL = 1e-4;

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

    private final DecisionPolicy policy;

    FaultRules(DecisionPolicy policy) {
        this.policy = policy;
    }

    /** A finding for every kind of fault the feature can have, each on its own. */
    Map<AlertKind, Finding> judge(FeatureComparison c) {
        Map<AlertKind, Finding> findings = new EnumMap<>(AlertKind.class);
        findings.put(AlertKind.ABSENT_FEATURE, absent(c));
        findings.put(AlertKind.MISSING_VALUES, missing(c));
        findings.put(AlertKind.TYPE_CHANGE, type(c));
        findings.put(AlertKind.CONSTANT, constant(c));
        if (c.kind() == FeatureKind.CATEGORICAL) {
            findings.put(AlertKind.UNSEEN_CATEGORY, unseen(c));
        } else {
            findings.put(AlertKind.NOT_A_NUMBER, notNumber(c));
            findings.put(AlertKind.OUT_OF_RANGE, outOfRange(c));
        }
        return findings;
    }

    private Finding absent(FeatureComparison c) {
        if (c.windowPresent() > 0) {
            return Finding.without(Verdict.CALM);
        }
        return wholly(c.windowRows(), baselineMissing(c));
    }

    private Finding missing(FeatureComparison c) {
        if (c.windowMissing() == c.windowRows()) {
            return wholly(c.windowRows(), baselineMissing(c));
        }
        return excess(c.windowMissing(), c.windowRows(), baselineMissing(c), MISSING_AT_ONCE);
    }

    private Finding notNumber(FeatureComparison c) {
        if (c.windowValues() < policy.minRows()) {
            return Finding.without(Verdict.UNJUDGED);
        }
        Reference baseline = Reference.of(c.baselineNotNumbers(), c.baselineRows());
        return excess(c.windowNotNumbers(), c.windowRows(), baseline, NOT_A_NUMBER_AT_ONCE);
    }

    private Finding outOfRange(FeatureComparison c) {
        if (c.baselineDistinct() < RANGE_DISTINCT) {
            return Finding.without(Verdict.WITHDRAWN);
        }
        if (c.windowValues() - c.windowNotNumbers() < policy.minRows()) {
            return Finding.without(Verdict.UNJUDGED);
        }
        // A value drawn like the baseline's m falls outside their range with a chance of 2 / (m + 1).
        double chance = Math.min(1, 2.0 / (baselineValues(c) - c.baselineNotNumbers() + 1.0));
        return excess(outside(c), c.windowRows(), new Reference(0, chance), RANGE_AT_ONCE);
    }

    /** Finite values outside the range, at least: infinities are counted there too, but are another kind of fault. */
    static long outside(FeatureComparison c) {
        return Math.max(0, c.windowBelow() + c.windowAbove() - c.windowNotNumbers());
    }

    private Finding unseen(FeatureComparison c) {
        if (c.windowValues() < policy.minRows()) {
            return Finding.without(Verdict.UNJUDGED);
        }
        Statistic expected = c.statistics().get(StatisticName.UNSEEN_MASS_EXPECTED.key());
        double seenOnce = expected instanceof Statistic.Value value ? value.value() * baselineValues(c) : 0;
        Reference baseline = Reference.of(seenOnce, baselineValues(c));
        return excess(c.windowUnseen(), c.windowRows(), baseline, UNSEEN_AT_ONCE);
    }

    private Finding type(FeatureComparison c) {
        if (c.windowRows() - c.windowMissing() < policy.minRows()) {
            return Finding.without(Verdict.UNJUDGED);
        }
        Reference baseline = Reference.of(baselineMismatched(c) * c.baselineRows(), c.baselineRows());
        return excess(c.windowMismatched(), c.windowRows(), baseline, TYPE_AT_ONCE);
    }

    /** The share of the baseline's rows that have a value of another type. */
    static double baselineMismatched(FeatureComparison c) {
        return c.cells().stream()
                .filter(cell -> cell.label().equals(CellLabel.OTHER_TYPE))
                .mapToDouble(CellShare::baselineShare)
                .sum();
    }

    private Finding constant(FeatureComparison c) {
        if (c.baselineDistinct() < 2) {
            return Finding.without(Verdict.WITHDRAWN);
        }
        long values = c.windowValues() - c.windowNotNumbers();
        if (values < policy.minRows()) {
            return Finding.without(Verdict.UNJUDGED);
        }
        return c.windowDistinct() > 1 ? Finding.without(Verdict.CALM) : wholly(values, cellOfAll(c, values));
    }

    /** The one value's share of the baseline's values is at most that of the cell that all of the window's are in. */
    private static Reference cellOfAll(FeatureComparison c, long values) {
        double all = (double) values / c.windowRows();
        double share = c.cells().stream()
                .filter(cell -> Math.abs(cell.windowShare() - all) < ROUNDING)
                .mapToDouble(CellShare::baselineShare)
                .max()
                .orElse(1);
        return Reference.of(Math.min(baselineValues(c), share * c.baselineRows()), baselineValues(c));
    }

    /** Every one of the rows is at fault. */
    private Finding wholly(long rows, Reference baseline) {
        double p = Math.pow(baseline.chance(), rows);
        double distance = Divergence.distance(baseline.share(), 1);
        Verdict otherwise = policy.calm(distance, p) ? Verdict.CALM : Verdict.WAVERING;
        Verdict verdict = p <= LEVEL && distance >= policy.effect() ? Verdict.AT_ONCE : otherwise;
        return atOnce(verdict, 1, baseline, 1, p);
    }

    private Finding excess(long atFault, long rows, Reference baseline, double bound) {
        double share = (double) atFault / rows;
        double p = ExactBinomial.upperTail(atFault, rows, baseline.chance());
        if (p <= LEVEL && share - baseline.share() >= bound - ROUNDING) {
            return atOnce(Verdict.AT_ONCE, share, baseline, bound, p);
        }
        double distance = share > baseline.share() ? Divergence.distance(baseline.share(), share) : 0;
        Verdict otherwise = policy.calm(distance, p) ? Verdict.CALM : Verdict.WAVERING;
        Verdict verdict = p <= LEVEL && distance >= policy.effect() ? Verdict.EXCEEDING : otherwise;
        return new Finding(
                verdict, Severity.WARNING, distance, p, policy.effect(), figures(share, baseline.share(), p));
    }

    private static Finding atOnce(Verdict verdict, double share, Reference baseline, double bound, double p) {
        return new Finding(
                verdict, Severity.CRITICAL, Double.NaN, Double.NaN, bound, figures(share, baseline.share(), p));
    }

    private static Map<String, Double> figures(double share, double reference, double p) {
        return Map.of("fault_share", share, "fault_share_baseline", reference, "fault_p", p);
    }

    private static Reference baselineMissing(FeatureComparison c) {
        return Reference.of(c.baselineMissing(), c.baselineRows());
    }

    private static long baselineValues(FeatureComparison c) {
        return c.baselineRows() - c.baselineMissing();
    }

    /**
     * The baseline's share of rows at fault, and a chance for one row that a baseline of its size does not exclude: by the
     * rule of three, none of m rows leaves room for 3 / m.
     */
    private record Reference(double share, double chance) {

        static Reference of(double rows, long of) {
            return new Reference(of == 0 ? 0 : rows / of, (rows + 3) / (of + 3.0));
        }
    }
}
