package io.tidegauge.profile;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The histogram as its definition says, by brute force from the raw values: every shift tried, every value kept. */
record ReferenceHistogram(int shift, TreeMap<Long, TreeMap<Double, Long>> buckets) {

    static ReferenceHistogram of(KeyMapping mapping, double... raw) {
        int shift = 0;
        while (distinctPrefixes(mapping, shift, raw) > 2_048) {
            shift++;
        }
        return onGrid(mapping, shift, raw);
    }

    static ReferenceHistogram onGrid(KeyMapping mapping, int shift, double... raw) {
        TreeMap<Long, TreeMap<Double, Long>> buckets = new TreeMap<>();
        for (double x : raw) {
            buckets.computeIfAbsent(key(mapping, x) >> shift, prefix -> new TreeMap<>())
                    .merge(x == 0 ? 0.0 : x, 1L, Long::sum);
        }
        return new ReferenceHistogram(shift, buckets);
    }

    static int distinctPrefixes(KeyMapping mapping, int shift, double... raw) {
        Set<Long> prefixes = new HashSet<>();
        for (double x : raw) {
            prefixes.add(key(mapping, x) >> shift);
        }
        return prefixes.size();
    }

    /** The keys as the design defines them, for values in a mapping's own range. */
    static long key(KeyMapping mapping, double x) {
        return switch (mapping.kind()) {
            case STANDARD -> sortable(x);
            case PROBABILITY -> x <= 0.5 ? sortable(x) : 2 * sortable(0.5) - sortable(1 - x);
            case ORIGIN -> sortable(x - mapping.origin());
        };
    }

    private static long sortable(double x) {
        if (x == 0) {
            return 0;
        }
        return x > 0 ? Double.doubleToLongBits(x) : -Double.doubleToLongBits(-x) - 1;
    }

    static long rows(Map<Double, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The largest share of one bucket with unequal values. */
    double resolution() {
        long all = 0;
        long largest = 0;
        for (Map<Double, Long> values : buckets.values()) {
            all += rows(values);
            largest = values.size() > 1 ? Math.max(largest, rows(values)) : largest;
        }
        return largest == 0 ? 0 : (double) largest / all;
    }
}
