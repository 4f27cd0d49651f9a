package io.tidegauge.backtest;

import io.tidegauge.assess.Counted;
import io.tidegauge.event.TimeWindow;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A window of past rows.
 *
 * @param number its number; windows that follow one another have numbers that do
 * @param window its span of event time
 * @param counted its rows, counted as the detector counts them
 * @param values the same rows' values by feature, for rules that need them; empty where they are not known
 */
public record PastWindow(int number, TimeWindow window, Counted counted, SortedMap<String, Values> values) {

    public PastWindow {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
