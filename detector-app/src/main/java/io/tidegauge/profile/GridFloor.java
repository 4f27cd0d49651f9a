package io.tidegauge.profile;

import java.util.Arrays;

/**
 * How coarse a grid the numbers seen so far need together: the whole that they become part of needs no finer one. A part
 * is then told on that grid, and not on the finer one that it would need alone, in far fewer bytes: most of a part's bytes
 * are the exact values of buckets with a single row, and the whole has others in nearly all of these buckets.
 *
 * <p>For one thread, and the profiles of one feature. Merged with the rest, a part gives the same whole on either grid.
 */
public final class GridFloor {

    private long[] prefixes = {};
    private int shift;

    /** The profile on a grid that it and all profiles given before need together. */
    public FeatureProfile settle(FeatureProfile profile) {
        add(profile.numbers().buckets());
        return profile.coarsened(shift);
    }

    private void add(Buckets buckets) {
        int grid = Math.max(shift, buckets.shift());
        long[] both = union(onGrid(prefixes, grid - shift), onGrid(buckets.prefixes(), grid - buckets.shift()));
        int coarser = Buckets.shiftFor(both, NumericSketch.MAX_PREFIXES);
        shift = grid + coarser;
        prefixes = distinct(onGrid(both, coarser));
    }

    private static long[] onGrid(long[] prefixes, int by) {
        return by == 0
                ? prefixes
                : Arrays.stream(prefixes).map(prefix -> prefix >> by).toArray();
    }

    /** Both, ascending, each once, whereas what is given may hold one several times. */
    private static long[] union(long[] some, long[] others) {
        long[] both = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, both, some.length, others.length);
        Arrays.sort(both);
        return distinct(both);
    }

    private static long[] distinct(long[] ascending) {
        return Arrays.stream(ascending).distinct().toArray();
    }
}
