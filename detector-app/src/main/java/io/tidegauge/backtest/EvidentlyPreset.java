package io.tidegauge.backtest;

import io.tidegauge.compare.CellCounts;
import io.tidegauge.compare.JensenShannon;
import io.tidegauge.compare.KolmogorovSmirnov;
import io.tidegauge.compare.OneWayChiSquare;
import io.tidegauge.compare.PooledValues;
import io.tidegauge.compare.Statistic;
import io.tidegauge.compare.TwoProportion;
import io.tidegauge.compare.Wasserstein;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evidently's choice of test per column and its thresholds, version 0.7.21 (commit a4aa4c2), read in
 * {@code src/evidently/legacy/calculations/stattests}: {@code registry.py} (the choice), {@code ks_stattest.py},
 * {@code chisquare_stattest.py}, {@code z_stattest.py}, {@code wasserstein_distance_norm.py}, {@code jensenshannon.py} and
 * {@code utils.py}.
 *
 * <p>Rows without a value are left out. The choice goes by the baseline's values, more or at most 1,000, and by how many
 * distinct values both sides have together. Up to 1,000: tests at 0.05, of proportions for one or two distinct values,
 * one-way chi-square for categories and for numbers of three to five, Kolmogorov-Smirnov for other numbers. Above 1,000:
 * distances from 0.1 on, Jensen-Shannon (in nats, not smoothed) for categories and for numbers of at most five distinct
 * values, else Wasserstein over the baseline's population standard deviation, but at least over 0.001.
 *
 * <p>The Kolmogorov-Smirnov p-value is SciPy's: exact up to 10,000 rows a side; above, where SciPy takes the law of the
 * one-sample statistic for n·m/(n+m) rows, its expansion by Vrbik (2018), which agrees to about 1e-4.
 */
final class EvidentlyPreset implements Preset {

    /** Values of the baseline up to which significance is tested. */
    static final int FEW_ROWS = 1000;

    /** Distinct numbers up to which they are compared as categories. */
    static final int FEW_VALUES = 5;

    private static final double SIGNIFICANCE = 0.05;
    private static final double DISTANCE = 0.1;
    private static final double LEAST_DEVIATION = 0.001;

    /** Rows of the larger side up to which SciPy counts paths. */
    private static final int EXACT_ROWS = 10_000;

    @Override
    public String name() {
        return "evidently";
    }

    @Override
    public Fitted fit(ReferenceValues reference) {
        Values baseline = reference.values();
        return baseline instanceof Numbers numbers
                ? window -> judge(numbers, (Numbers) window)
                : window -> judge((Labels) baseline, (Labels) window);
    }

    private static Judged judge(Labels baseline, Labels window) {
        if (baseline.present() == 0 || window.present() == 0) {
            return Judged.nothing("drift", DISTANCE);
        }
        return judge(baseline.counts(), window.counts(), baseline.present() <= FEW_ROWS);
    }

    private static Judged judge(Numbers baseline, Numbers window) {
        if (baseline.present() == 0 || window.present() == 0) {
            return Judged.nothing("drift", DISTANCE);
        }
        PooledValues values = PooledValues.of(baseline.counted(), window.counted());
        boolean few = baseline.present() <= FEW_ROWS;
        if (values.size() <= FEW_VALUES) {
            return judge(counts(values, true), counts(values, false), few);
        }
        return few ? kolmogorovSmirnov(values) : wasserstein(values, baseline.finite());
    }

    /** Distinct numbers as labels that sort as the numbers do. */
    private static SortedMap<String, Long> counts(PooledValues values, boolean ofBaseline) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            long rows = ofBaseline ? values.baseline(i) : values.window(i);
            if (rows > 0) {
                counts.put(String.valueOf(i), rows);
            }
        }
        return counts;
    }

    private static Judged judge(SortedMap<String, Long> baseline, SortedMap<String, Long> window, boolean few) {
        CellCounts cells = CountedLabels.cells(baseline, window);
        if (!few) {
            return Judged.atLeast("Jensen-Shannon distance", Statistic.of(JensenShannon.distanceNats(cells)), DISTANCE);
        }
        return cells.size() > 2 ? chiSquare(cells) : proportions(cells);
    }

    private static Judged chiSquare(CellCounts cells) {
        // A category that the baseline lacks has an expected count of 0: the statistic is infinite.
        double p = OneWayChiSquare.defined(cells) ? OneWayChiSquare.of(cells).pValue() : 0;
        return Judged.below("chi-square p_value", Statistic.of(p), SIGNIFICANCE);
    }

    private static Judged proportions(CellCounts cells) {
        double p = TwoProportion.of(
                        cells.baselineTotal() - cells.baseline(0),
                        cells.baselineTotal(),
                        cells.windowTotal() - cells.window(0),
                        cells.windowTotal())
                .pValue();
        return Judged.below("Z-test p_value", Statistic.of(p), SIGNIFICANCE);
    }

    private static Judged kolmogorovSmirnov(PooledValues values) {
        KolmogorovSmirnov test = KolmogorovSmirnov.of(values);
        double p = Math.max(test.baselineRows(), test.windowRows()) <= EXACT_ROWS
                ? test.exactPValueOfAnySize()
                : KolmogorovSmirnov.limit(expanded(test));
        return new Judged("K-S p_value", Statistic.of(p), SIGNIFICANCE, p <= SIGNIFICANCE);
    }

    /** Where the limit law has about the tail of the law for finitely many rows. */
    private static double expanded(KolmogorovSmirnov test) {
        double rows = Math.rint(1 / (1.0 / test.baselineRows() + 1.0 / test.windowRows()));
        double lambda = Math.sqrt(rows) * test.d();
        return lambda + 1 / (6 * Math.sqrt(rows)) + (lambda - 1) / (4 * rows);
    }

    private static Judged wasserstein(PooledValues values, double[] baseline) {
        double deviation = Math.max(NumericBins.populationDeviation(baseline), LEAST_DEVIATION);
        return Judged.atLeast(
                "Wasserstein distance (normed)",
                Statistic.finite(Wasserstein.distance(values).orNaN() / deviation),
                DISTANCE);
    }
}
