package io.tidegauge.profile;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows by pairs of a feature's category and a prediction's. Up to {@value #MAX_PAIRS} different pairs of together {@value
 * #MAX_CHARACTERS} characters; with more, only how many rows there are. Whether there are more depends on the rows only, so
 * merging in any order gives the same.
 *
 * @param rows rows that have both
 * @param complete whether the pairs are kept
 * @param pairs rows by pair, at least 1 each; empty unless complete
 */
public record JointCounts(long rows, boolean complete, SortedMap<Pair, Long> pairs) {

    /** Pairs that are kept at most. */
    public static final int MAX_PAIRS = 1_024;

    /** Characters of all pairs together that are kept at most. */
    public static final int MAX_CHARACTERS = 32_768;

    /** No rows. */
    public static final JointCounts NONE = new JointCounts(0, true, new TreeMap<>());

    /** A feature's category beside a prediction's. */
    public record Pair(String feature, String prediction) implements Comparable<Pair> {

        private static final Comparator<Pair> ORDER =
                Comparator.comparing(Pair::feature).thenComparing(Pair::prediction);

        int length() {
            return feature.length() + prediction.length();
        }

        @Override
        public int compareTo(Pair other) {
            return ORDER.compare(this, other);
        }
    }

    public JointCounts {
        long counted = 0;
        for (long count : pairs.values()) {
            if (count < 1) {
                throw new IllegalArgumentException("a pair without rows");
            }
            counted = Math.addExact(counted, count);
        }
        if (counted != (complete ? rows : 0) || (!complete && rows < 1) || !fits(pairs)) {
            throw new IllegalArgumentException(counted + " rows in " + pairs.size() + " pairs, of " + rows);
        }
        pairs = Collections.unmodifiableSortedMap(pairs);
    }

    /** What was counted, or only how many rows that is where it does not fit. */
    static JointCounts of(long rows, SortedMap<Pair, Long> pairs) {
        return fits(pairs) ? new JointCounts(rows, true, pairs) : tooMany(rows);
    }

    static JointCounts tooMany(long rows) {
        return new JointCounts(rows, false, new TreeMap<>());
    }

    private static boolean fits(SortedMap<Pair, Long> pairs) {
        return pairs.size() <= MAX_PAIRS
                && pairs.keySet().stream().mapToLong(Pair::length).sum() <= MAX_CHARACTERS;
    }

    JointCounts plus(JointCounts other) {
        long sum = Math.addExact(rows, other.rows);
        if (!complete || !other.complete) {
            return tooMany(sum);
        }
        SortedMap<Pair, Long> both = new TreeMap<>(pairs);
        other.pairs.forEach((pair, count) -> both.merge(pair, count, Math::addExact));
        return of(sum, both);
    }

    /** What remains without a part; of incomplete counts, the rows. */
    JointCounts minus(JointCounts part) {
        if (!complete) {
            return rows == part.rows ? NONE : tooMany(rows - part.rows);
        }
        SortedMap<Pair, Long> rest = new TreeMap<>(pairs);
        part.pairs.forEach((pair, count) -> rest.merge(pair, -count, Long::sum));
        rest.values().removeIf(count -> count == 0);
        return new JointCounts(rows - part.rows, true, rest);
    }
}
