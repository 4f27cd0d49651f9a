package io.tidegauge.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Two-sample Cramér-von Mises statistic T = U / (nmN) − (4nm − 1) / (6N) with midranks for ties, U = m Σ (r − i)² + n Σ
 * (s − j)² over the ranks of both samples (Anderson, Annals of Mathematical Statistics 33, 1962). Not negative but for ties.
 */
public final class CramerVonMises {

    private CramerVonMises() {}

    /** T. U is of the order of the fourth power of the rows and nearly cancels, so it is summed in integers. */
    public static double statistic(PooledValues values) {
        BigInteger baselineSum = BigInteger.ZERO;
        BigInteger windowSum = BigInteger.ZERO;
        long below = 0;
        long belowWindow = 0;
        for (int i = 0; i < values.size(); i++) {
            long b = values.baseline(i);
            long w = values.window(i);
            baselineSum = baselineSum.add(twelfths(b, 2 * belowWindow + w));
            windowSum = windowSum.add(twelfths(w, 2 * below + b));
            below += b;
            belowWindow += w;
        }
        BigInteger m = BigInteger.valueOf(values.baselineTotal());
        BigInteger n = BigInteger.valueOf(values.windowTotal());
        BigInteger pairs = m.multiply(n);
        BigInteger u12 = baselineSum.multiply(m).add(windowSum.multiply(n));
        // T = (12 U − 2 nm (4nm − 1)) / (12 nm N)
        BigInteger above =
                u12.subtract(pairs.shiftLeft(1).multiply(pairs.shiftLeft(2).subtract(BigInteger.ONE)));
        BigInteger under = pairs.multiply(m.add(n)).multiply(BigInteger.valueOf(12));
        return new BigDecimal(above)
                .divide(new BigDecimal(under), MathContext.DECIMAL64)
                .doubleValue();
    }

    /**
     * 12 Σ (r − i)² over the c equal values of one sample, the other sample having {@code doubledMid} / 2 values below at
     * mid-count: r − i runs through mid + (c + 1)/2 − k for k in 1..c, so the sum is c·mid² + c(c² − 1)/12.
     */
    private static BigInteger twelfths(long c, long doubledMid) {
        BigInteger count = BigInteger.valueOf(c);
        BigInteger mid = BigInteger.valueOf(doubledMid);
        BigInteger spread = count.multiply(count).subtract(BigInteger.ONE);
        return count.multiply(mid.multiply(mid).multiply(BigInteger.valueOf(3)).add(spread));
    }
}
