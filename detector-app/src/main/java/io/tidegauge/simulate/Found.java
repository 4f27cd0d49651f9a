package io.tidegauge.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a drift was found.
 *
 * @param scenario the world
 * @param drift what happened
 * @param effect the effect from which a difference mattered
 * @param warned for each feature that drifted the number of the hour, from 1, after which an alert paged; 0 for none
 * @param noticed the same for an alert of any severity
 * @param companions alerts that paged on features that did not drift, as long as one that did was not found
 */
public record Found(
        Scenario scenario, Drift drift, double effect, List<Integer> warned, List<Integer> noticed, long companions) {

    public Found {
        warned = List.copyOf(warned);
        noticed = List.copyOf(noticed);
    }

    Found plus(Found other) {
        return new Found(
                scenario,
                drift,
                effect,
                joined(warned, other.warned),
                joined(noticed, other.noticed),
                companions + other.companions);
    }

    private static List<Integer> joined(List<Integer> one, List<Integer> other) {
        List<Integer> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** Share of the drifting features that paged within so many hours, in [0, 1]. */
    public double warnedWithin(int hours) {
        return share(warned, hours);
    }

    /** Share of the drifting features that were noticed or paged within so many hours, in [0, 1]. */
    public double noticedWithin(int hours) {
        return share(noticed, hours);
    }

    private static double share(List<Integer> found, int hours) {
        return (double) found.stream().filter(h -> h > 0 && h <= hours).count() / found.size();
    }

    /** Hours until half of the drifting features had paged; empty where fewer ever did. */
    public OptionalInt medianDelay() {
        List<Integer> sorted = warned.stream()
                .map(h -> h == 0 ? Integer.MAX_VALUE : h)
                .sorted()
                .toList();
        int median = sorted.get((sorted.size() - 1) / 2);
        return median == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(median);
    }
}
