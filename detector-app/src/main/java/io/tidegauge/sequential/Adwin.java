package io.tidegauge.sequential;

/**
 * Adaptive windowing (Bifet, Gavaldà, SDM 2007) with River's parameters and order of work: keeps as much of the stream as
 * shows one mean, in buckets of exponential histogram, and drops the oldest where two parts of it differ by more than
 * √(2/m·σ²·ln(2 ln n/δ)) + 2/(3m)·ln(2 ln n/δ), 1/m = 1/n₀ + 1/n₁. Memory grows with the logarithm of the window.
 */
public final class Adwin implements SequentialDetector {

    private static final int CLOCK = 32;
    private static final int BUCKETS_IN_ROW = 5;
    private static final int SHORTEST_PART = 5;
    private static final int GRACE = 10;

    private final double delta;
    private final BucketRows rows = new BucketRows(BUCKETS_IN_ROW);
    private long ticks;

    /** δ = 0.002. */
    public Adwin() {
        this(0.002);
    }

    /**
     * Begins with no numbers.
     *
     * @param delta δ, the chance of a false cut, in (0, 1)
     */
    public Adwin(double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("ADWIN: δ " + delta);
        }
        this.delta = delta;
    }

    @Override
    public Signal update(double x) {
        rows.add(SequentialDetector.requireFinite(x));
        ticks++;
        if (ticks % CLOCK != 0 || rows.width() <= GRACE) {
            return Signal.NONE;
        }
        boolean changed = false;
        while (cuts()) {
            rows.dropOldest();
            changed = true;
        }
        return changed ? Signal.CHANGE : Signal.NONE;
    }

    /** Whether the window splits somewhere into two parts of different means. */
    private boolean cuts() {
        double older = 0;
        double olderTotal = 0;
        for (int row = rows.count() - 1; row >= 0; row--) {
            for (int i = 0; i < rows.buckets(row); i++) {
                older += BucketRows.size(row);
                olderTotal += rows.total(row, i);
                double newer = rows.width() - older;
                if (older >= SHORTEST_PART
                        && newer >= SHORTEST_PART
                        && differ(older, olderTotal, newer, rows.total() - olderTotal)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean differ(double older, double olderTotal, double newer, double newerTotal) {
        double log = Math.log(2 * Math.log(rows.width()) / delta);
        double reciprocal = 1 / (older - SHORTEST_PART + 1) + 1 / (newer - SHORTEST_PART + 1);
        double bound = Math.sqrt(2 * reciprocal * rows.variance() * log) + 2.0 / 3 * log * reciprocal;
        return Math.abs(olderTotal / older - newerTotal / newer) > bound;
    }

    /** Numbers in the window. */
    public long width() {
        return rows.width();
    }

    /** The window's mean, NaN before the first number. */
    public double mean() {
        return rows.total() / rows.width();
    }
}
