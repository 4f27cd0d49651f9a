package io.tidegauge.cli;

import io.tidegauge.backtest.PastWindow;
import io.tidegauge.backtest.ReferenceValues;
import io.tidegauge.baseline.BaselineSet;
import io.tidegauge.event.FeatureKind;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backtest judges.
 *
 * @param baseline the reference
 * @param values its rows' values by feature; empty where they are not known
 * @param windows the windows in their order
 */
record BacktestData(BaselineSet baseline, SortedMap<String, ReferenceValues> values, List<PastWindow> windows) {

    BacktestData {
        windows = List.copyOf(windows);
    }

    /** The kinds of a baseline's features. */
    static Map<String, FeatureKind> kinds(BaselineSet baseline) {
        Map<String, FeatureKind> kinds = new TreeMap<>();
        baseline.features().forEach((name, feature) -> kinds.put(name, feature.kind()));
        return kinds;
    }
}
