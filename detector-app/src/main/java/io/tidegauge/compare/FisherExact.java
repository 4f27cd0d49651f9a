package io.tidegauge.compare;

/**
 * Fisher's exact test of two shares (Fisher, 1935): the chance, given all four sums of the two-by-two table, of a table
 * that is no more likely than the one seen.
 */
public final class FisherExact {

    /** Tables as likely as the one seen but for rounding count as such. */
    private static final double ROUNDING = 1 + 1e-12;

    /** Where a further table's chance no longer shows in the sum. */
    private static final double NEGLIGIBLE = 1e-17;

    private final double marked;
    private final double drawn;
    private final double all;

    private FisherExact(double marked, double drawn, double all) {
        this.marked = marked;
        this.drawn = drawn;
        this.all = all;
    }

    /**
     * Two-sided p-value that the share is the same on both sides, in [0, 1].
     *
     * @throws IllegalArgumentException where a side is empty or a count exceeds its rows
     */
    public static double pValue(long baselineCount, long baselineRows, long windowCount, long windowRows) {
        if (baselineCount < 0
                || windowCount < 0
                || baselineRows < 1
                || windowRows < 1
                || baselineCount > baselineRows
                || windowCount > windowRows) {
            throw new IllegalArgumentException(
                    "counts " + baselineCount + " of " + baselineRows + " and " + windowCount + " of " + windowRows);
        }
        long marked = baselineCount + windowCount;
        long all = baselineRows + windowRows;
        return marked == 0 || marked == all ? 1 : new FisherExact(marked, windowRows, all).twoSided(windowCount);
    }

    private double twoSided(double seen) {
        double mode = Math.floor((marked + 1) * (drawn + 1) / (all + 2));
        double limit = logChance(seen) + Math.log(ROUNDING);
        double least = Math.max(0, marked + drawn - all);
        double most = Math.min(marked, drawn);
        double low = lastWithin(limit, least - 1, mode, 1);
        double high = lastWithin(limit, most + 1, mode, -1);
        return low >= high - 1 ? 1 : Math.min(1, tail(low, -1, least) + tail(high, 1, most));
    }

    /** Seen from beyond one end, the last count up to the mode whose chance is within the limit; else {@code beyond}. */
    private double lastWithin(double limit, double beyond, double mode, int step) {
        double inside = beyond;
        double outside = mode + step;
        while (Math.abs(outside - inside) > 1) {
            double middle = inside + step * Math.floor(Math.abs(outside - inside) / 2);
            if (logChance(middle) <= limit) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    /** The chances from a count outwards. */
    private double tail(double from, int step, double end) {
        if (step < 0 ? from < end : from > end) {
            return 0;
        }
        double chance = Math.exp(logChance(from));
        double sum = 0;
        for (double k = from; chance > NEGLIGIBLE * sum && (step < 0 ? k >= end : k <= end); k += step) {
            sum += chance;
            chance *= step > 0
                    ? (marked - k) * (drawn - k) / ((k + 1) * (all - marked - drawn + k + 1))
                    : k * (all - marked - drawn + k) / ((marked - k + 1) * (drawn - k + 1));
        }
        return sum;
    }

    /** The hypergeometric law as a quotient of three binomial ones. */
    private double logChance(double k) {
        double share = drawn / all;
        return LogFactorial.binomial(k, marked, share)
                + LogFactorial.binomial(drawn - k, all - marked, share)
                - LogFactorial.binomial(drawn, all, share);
    }
}
