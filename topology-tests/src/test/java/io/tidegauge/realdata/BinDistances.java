package io.tidegauge.realdata;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
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
                count -> count == 0 ? PSI_FLOOR : count / baselineRows,
                window,
                count -> count == 0 ? PSI_FLOOR : count / windowRows,
                BinDistances::psiTerm);
    }

    /** Half a row added to each bin. */
    static Range psiSmoothed(Range[] baseline, long baselineRows, Range[] window, long windowRows) {
        double added = 0.5 * baseline.length;
        return sum(
                baseline,
                count -> (count + 0.5) / (baselineRows + added),
                window,
                count -> (count + 0.5) / (windowRows + added),
                BinDistances::psiTerm);
    }

    /** Jensen-Shannon distance in base 2. */
    static Range jensenShannon(Range[] baseline, long baselineRows, Range[] window, long windowRows) {
        Range divergence =
                sum(baseline, count -> count / baselineRows, window, count -> count / windowRows, BinDistances::jsTerm);
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

    private static Range sum(
            Range[] baseline,
            DoubleUnaryOperator baselineShare,
            Range[] window,
            DoubleUnaryOperator windowShare,
            DoubleBinaryOperator term) {
        Range sum = Range.point(0);
        for (int i = 0; i < baseline.length; i++) {
            double[] b = ends(baseline[i]).map(baselineShare).sorted().toArray();
            double[] w = ends(window[i]).map(windowShare).sorted().toArray();
            sum = sum.plus(extremes(b, w, term));
        }
        return new Range(Math.max(0, sum.low()), sum.high());
    }

    private static Range extremes(double[] b, double[] w, DoubleBinaryOperator term) {
        double[] terms = DoubleStream.of(b)
                .flatMap(x -> DoubleStream.of(w).map(y -> term.applyAsDouble(x, y)))
                .sorted()
                .toArray();
        boolean certain = b.length == 1 && w.length == 1;
        boolean mayAgree = !certain && b[0] <= w[w.length - 1] && w[0] <= b[b.length - 1];
        return new Range(mayAgree ? 0 : terms[0], terms[terms.length - 1]);
    }

    /** Both ends, and next to an empty bin the one with a single row, which a floored share makes less than none. */
    private static DoubleStream ends(Range range) {
        if (range.low() == range.high()) {
            return DoubleStream.of(range.low());
        }
        return range.low() == 0 ? DoubleStream.of(0, 1, range.high()) : DoubleStream.of(range.low(), range.high());
    }
}
