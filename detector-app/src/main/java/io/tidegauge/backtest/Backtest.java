package io.tidegauge.backtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several policies over the same windows, side by side. Mutable. */
public final class Backtest {

    private final Map<String, PolicyRun> runs;
    private final Map<String, List<Opening>> openings = new LinkedHashMap<>();

    /** The policies by name; windows go to each in this order. */
    public Backtest(Map<String, PolicyRun> runs) {
        this.runs = new LinkedHashMap<>(runs);
        runs.keySet().forEach(name -> openings.put(name, new ArrayList<>()));
    }

    /** Gives the next window to all of them. */
    public void next(PastWindow window) {
        runs.forEach((name, run) ->
                openings.computeIfAbsent(name, key -> new ArrayList<>()).addAll(run.next(window)));
    }

    /** What opened so far, by policy, in the order of the windows. */
    public Map<String, List<Opening>> openings() {
        return Collections.unmodifiableMap(openings);
    }
}
