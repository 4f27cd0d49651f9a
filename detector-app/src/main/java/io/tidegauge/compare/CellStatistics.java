package io.tidegauge.compare;

/** Every statistic that works on the counts of cells. */
final class CellStatistics {

    private CellStatistics() {}

    /** Adds them all; where a side is empty, nothing. */
    static void addTo(StatisticTable table, long[] baseline, long[] window) {
        if (!CellCounts.comparable(baseline, window)) {
            return;
        }
        CellCounts cells = CellCounts.of(baseline, window);
        addDistances(table, cells);
        addTests(table, ChiSquare.of(cells));
        addPooled(table, ChiSquare.pooled(cells));
        addOneWay(table, cells);
    }

    private static void addDistances(StatisticTable table, CellCounts cells) {
        table.put(StatisticName.PSI, PopulationStability.index(cells));
        table.put(StatisticName.PSI_LAPLACE, PopulationStability.laplace(cells));
        table.put(StatisticName.PSI_DEBIASED, PopulationStability.index(cells) - PopulationStability.bias(cells));
        table.put(StatisticName.PSI_BIAS, PopulationStability.bias(cells));
        table.put(StatisticName.PSI_P, PopulationStability.pValue(cells));
        table.put(StatisticName.JS_DISTANCE, JensenShannon.distance(cells));
        table.put(StatisticName.JS_DISTANCE_NATS, JensenShannon.distanceNats(cells));
        table.put(StatisticName.JS_DISTANCE_P, JensenShannon.pValue(cells));
        table.put(StatisticName.HELLINGER, Hellinger.distance(cells));
        table.put(StatisticName.HELLINGER_P, Hellinger.pValue(cells));
        table.put(StatisticName.KL_WINDOW_FROM_BASELINE, KullbackLeibler.windowFromBaseline(cells));
        table.put(StatisticName.KL_BASELINE_FROM_WINDOW, KullbackLeibler.baselineFromWindow(cells));
        table.put(StatisticName.KL_P, KullbackLeibler.pValue(cells));
        table.put(StatisticName.TOTAL_VARIATION_BIAS, TotalVariation.bias(cells));
        table.put(StatisticName.TOTAL_VARIATION, TotalVariation.distance(cells));
        table.put(StatisticName.L_INFINITY, TotalVariation.lInfinity(cells));
    }

    private static void addTests(StatisticTable table, ChiSquare test) {
        table.put(StatisticName.CHI2, test.chiSquare());
        table.put(StatisticName.CHI2_DF, test.degrees());
        table.put(StatisticName.CHI2_P, test.pValue());
        table.put(StatisticName.CHI2_MIN_EXPECTED, test.minExpected());
        table.put(StatisticName.G, test.g());
        table.put(StatisticName.G_P, test.gPValue());
        table.put(StatisticName.CRAMERS_V, test.cramersV());
    }

    private static void addPooled(StatisticTable table, ChiSquare test) {
        table.put(StatisticName.POOLED_CELLS, test.cells());
        table.put(StatisticName.POOLED_CHI2, test.chiSquare());
        table.put(StatisticName.POOLED_CHI2_DF, test.degrees());
        table.put(StatisticName.POOLED_CHI2_P, test.pValue());
        table.put(StatisticName.POOLED_G, test.g());
        table.put(StatisticName.POOLED_G_P, test.gPValue());
        table.put(StatisticName.POOLED_CRAMERS_V, test.cramersV());
    }

    private static void addOneWay(StatisticTable table, CellCounts cells) {
        if (!OneWayChiSquare.defined(cells)) {
            table.undefined(
                    "a cell is empty in the baseline",
                    StatisticName.ONEWAY_CHI2,
                    StatisticName.ONEWAY_CHI2_DF,
                    StatisticName.ONEWAY_CHI2_P);
            return;
        }
        OneWayChiSquare test = OneWayChiSquare.of(cells);
        table.put(StatisticName.ONEWAY_CHI2, test.chiSquare());
        table.put(StatisticName.ONEWAY_CHI2_DF, test.degrees());
        table.put(StatisticName.ONEWAY_CHI2_P, test.pValue());
    }
}
