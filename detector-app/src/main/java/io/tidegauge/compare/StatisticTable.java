package io.tidegauge.compare;

import io.tidegauge.event.FeatureKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Statistics of one comparison while they are being computed. */
final class StatisticTable {

    private final Map<StatisticName, Statistic> statistics = new EnumMap<>(StatisticName.class);

    void put(StatisticName name, Statistic statistic) {
        statistics.put(name, statistic);
    }

    /** Puts a value; one that is not finite is undefined. */
    void put(StatisticName name, double value) {
        put(name, Statistic.finite(value));
    }

    /** Puts a count. */
    void put(StatisticName name, long count) {
        put(name, (double) count);
    }

    /** Gives the same reason to each of the names. */
    void undefined(String reason, StatisticName... names) {
        for (StatisticName name : names) {
            put(name, Statistic.undefined(reason));
        }
    }

    /** All by name; what applies to the kind and was not computed is undefined for the reason given. */
    SortedMap<String, Statistic> complete(FeatureKind kind, String reason) {
        SortedMap<String, Statistic> all = new TreeMap<>();
        for (StatisticName name : StatisticName.values()) {
            if (name.appliesTo(kind)) {
                all.put(name.key(), statistics.getOrDefault(name, Statistic.undefined(reason)));
            }
        }
        return all;
    }

    /** What was computed, by name with a prefix. */
    SortedMap<String, Statistic> prefixed(String prefix) {
        SortedMap<String, Statistic> all = new TreeMap<>();
        statistics.forEach((name, statistic) -> all.put(prefix + name.key(), statistic));
        return all;
    }
}
