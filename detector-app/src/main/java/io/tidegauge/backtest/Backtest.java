package io.tidegauge.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Several policies over the same windows, side by side. Mutable. */
public final class Backtest {

    private final Map<String, Kept> runs = new LinkedHashMap<>();

    /** A policy, and what it told so far. */
    private record Kept(PolicyRun run, List<Opening> openings, SortedMap<Integer, SortedSet<String>> firing) {

        void next(PastWindow window) {
            List<Opening> opened = run.next(window);
            openings.addAll(opened);
            fires(window.number()).addAll(run.firing());
            // A day's alert opens with the day's last window, and is known only when the next one comes.
            opened.stream()
                    .filter(Opening::pages)
                    .forEach(one -> fires(one.number()).add(one.feature()));
        }

        private SortedSet<String> fires(int number) {
            return firing.computeIfAbsent(number, key -> new TreeSet<>());
        }
    }

    /** The policies by name; windows go to each in this order. */
    public Backtest(Map<String, PolicyRun> runs) {
        runs.forEach((name, run) -> this.runs.put(name, new Kept(run, new ArrayList<>(), new TreeMap<>())));
    }

    /** Gives the next window to all of them. */
    public void next(PastWindow window) {
        runs.values().forEach(kept -> kept.next(window));
    }

    /** What opened and what fired so far, by policy. */
    public Map<String, Alarms> alarms() {
        Map<String, Alarms> alarms = new LinkedHashMap<>();
        runs.forEach((name, kept) -> alarms.put(name, new Alarms(kept.openings(), kept.firing())));
        return alarms;
    }
}
