package io.tidegauge.realdata;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/**
 * The distances of {@code expected.csv} on given bins, by its own definitions, where each count is known within a range.
 * Every one is a sum over bins of a term that is 0 where both shares agree and grows as they part, so that its extremes
 * over a pair of ranges are at their corners.
 */
final class BinDistances {

    private static final double PSI_FLOOR = 0.0001;

    private BinDistances() {}

    /** An empty share counts as 0.0001. */
    static Range psi(Range[] baseline, long baselineRows, Range[] window, long windowRows) {
        return sum(
                baseline,
                window,
                (b, w) -> psiTerm(b == 0 ? PSI_FLOOR : b / baselineRows, w == 0 ? PSI_FLOOR : w / windowRows));
    }

    /** Half a row added to each bin. */
    static Range psiSmoothed(Range[] baseline, long baselineRows, Range[] window, long windowRows) {
        double bins = baseline.length;
        return sum(
                baseline,
                window,
                (b, w) -> psiTerm((b + 0.5) / (baselineRows + 0.5 * bins), (w + 0.5) / (windowRows + 0.5 * bins)));
    }

    /** Jensen-Shannon distance in base 2. */
    static Range jensenShannon(Range[] baseline, long baselineRows, Range[] window, long windowRows) {
        Range divergence = sum(baseline, window, (b, w) -> jsTerm(b / baselineRows, w / windowRows));
        return new Range(Math.sqrt(divergence.low()), Math.sqrt(divergence.high()));
    }

    private static double psiTerm(double b, double w) {
        return (w - b) * Math.log(w / b);
    }

    private static double jsTerm(double b, double w) {
        return (toMiddle(b, w) + toMiddle(w, b)) / 2 / Math.log(2);
    }

    private static double toMiddle(double p, double other) {
        return p == 0 ? 0 : p * Math.log(2 * p / (p + other));
    }

    private static Range sum(Range[] baseline, Range[] window, DoubleBinaryOperator term) {
        Range sum = Range.point(0);
        for (int i = 0; i < baseline.length; i++) {
            sum = sum.plus(extremes(baseline[i], window[i], term));
        }
        return new Range(Math.max(0, sum.low()), sum.high());
    }

    private static Range extremes(Range b, Range w, DoubleBinaryOperator term) {
        double[] terms = ends(b).flatMap(x -> ends(w).map(y -> term.applyAsDouble(x, y)))
                .toArray();
        double high = DoubleStream.of(terms).max().orElseThrow();
        double low = DoubleStream.of(terms).min().orElseThrow();
        boolean certain = b.low() == b.high() && w.low() == w.high();
        // Rows of either side in a bin of another size: the shares may agree somewhere between the corners.
        return new Range(certain ? low : Math.min(low, 0), high);
    }

    /** Both ends, and next to an empty bin the one with a single row, which a floored share makes less than none. */
    private static DoubleStream ends(Range range) {
        return range.low() == range.high()
                ? DoubleStream.of(range.low())
                : range.low() == 0 ? DoubleStream.of(0, 1, range.high()) : DoubleStream.of(range.low(), range.high());
    }
}
