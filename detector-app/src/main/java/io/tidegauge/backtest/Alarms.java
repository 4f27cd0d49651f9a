package io.tidegauge.backtest;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a policy told over some windows.
 *
 * @param openings what opened or became more urgent, in the order of the windows
 * @param firing by number of the window, the features on which a paging alert fired with it; {@code *} for the model
 */
public record Alarms(List<Opening> openings, SortedMap<Integer, SortedSet<String>> firing) {

    /** Of a policy that told nothing. */
    public static final Alarms NONE = new Alarms(List.of(), new TreeMap<>());

    public Alarms {
        openings = List.copyOf(openings);
        SortedMap<Integer, SortedSet<String>> copy = new TreeMap<>();
        firing.forEach(
                (number, features) -> copy.put(number, Collections.unmodifiableSortedSet(new TreeSet<>(features))));
        firing = Collections.unmodifiableSortedMap(copy);
    }
}
