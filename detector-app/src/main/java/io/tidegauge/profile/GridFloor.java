package io.tidegauge.profile;

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
        long[] added = buckets.prefixes();
        Separations both = Separations.ofBoth(prefixes, grid - shift, added, grid - buckets.shift());
        int coarser = both.shiftFor(NumericSketch.MAX_PREFIXES);
        int settled = grid + coarser;
        prefixes =
                Separations.union(prefixes, settled - shift, added, settled - buckets.shift(), both.distinct(coarser));
        shift = settled;
    }
}
