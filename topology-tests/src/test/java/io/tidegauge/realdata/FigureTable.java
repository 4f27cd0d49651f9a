package io.tidegauge.realdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How far the product's figures are from the outside truth, and which are farther than they may be. */
final class FigureTable {

    /** The files have ten digits. */
    private static final double PRINTED = 1e-9;

    private static final double TINY = 1e-12;
    private static final double P_VALUE = 1e-6;
    private static final double P_ORDER_OF_MAGNITUDE = 1e-3;

    private final Map<String, Line> lines = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> undefined = new TreeMap<>();

    /** One figure over all features and windows. */
    private static final class Line {
        private int exact;
        private double exactDifference;
        private int bounded;
        private double boundedDifference;
        private double boundUsed;
    }

    /** A figure of the file that must be equal, but for the digits printed; one that the file does not have is not held. */
    void counted(String figure, Expected where, double actual) {
        where.figure(figure).ifPresent(value -> within(figure, where, value, Range.point(actual), 0));
    }

    /** A figure that must be equal, where an error of this size is that of the truth's own arithmetic. */
    void exact(String figure, Expected where, double expected, double actual, double arithmetic) {
        within(figure, where, expected, Range.point(actual), arithmetic);
    }

    /** A figure within a bound of the product's; a bound of 0 asks for equality. */
    void bounded(String figure, Expected where, double expected, double actual, double bound) {
        within(figure, where, expected, new Range(actual - bound, actual + bound), 0);
    }

    /** A figure within what the sketch knows. */
    void within(String figure, Expected where, double expected, Range known) {
        within(figure, where, expected, known, 0);
    }

    private void within(String figure, Expected where, double expected, Range known, double arithmetic) {
        Line line = lines.computeIfAbsent(figure, name -> new Line());
        double tolerance = Math.max(arithmetic, Math.max(TINY, PRINTED * Math.abs(expected)));
        double difference = Math.abs(expected - known.middle());
        if (known.low() == known.high()) {
            line.exact++;
            line.exactDifference = Math.max(line.exactDifference, difference);
        } else {
            line.bounded++;
            line.boundedDifference = Math.max(line.boundedDifference, difference);
            line.boundUsed = Math.max(line.boundUsed, difference / known.halfWidth());
        }
        if (!(difference <= known.halfWidth() + tolerance)) {
            failures.add(figure + " of " + where + ": expected " + expected + ", was " + known.middle() + " ± "
                    + (known.halfWidth() + tolerance));
        }
    }

    /** A p-value: six digits, below 1e-12 the order of magnitude. */
    void pValue(String figure, Expected where, double expected, double actual) {
        Line line = lines.computeIfAbsent(figure, name -> new Line());
        line.exact++;
        line.exactDifference = Math.max(line.exactDifference, Math.abs(expected - actual));
        boolean close = expected > 1e-12
                ? Math.abs(expected - actual) <= P_VALUE * expected
                : expected < 1e-300
                        ? actual < 1e-290
                        : Math.abs(Math.log(actual) / Math.log(expected) - 1) <= P_ORDER_OF_MAGNITUDE;
        if (!close) {
            failures.add(figure + " of " + where + ": expected " + expected + ", was " + actual);
        }
    }

    /** A figure that the truth has and the product says is undefined, for a reason that is a matter of definition. */
    void undefinedByDefinition(String figure) {
        undefined.merge(figure, 1, Integer::sum);
    }

    void fail(String failure) {
        failures.add(failure);
    }

    List<String> failures() {
        return failures;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-20s %7s %12s %9s %12s %10s%n",
                "figure",
                "exact",
                "max diff",
                "bounded",
                "max diff",
                "of bound"));
        lines.forEach((figure, line) -> table.append(String.format(
                Locale.ROOT,
                "%-20s %7d %12.3g %9d %12.3g %9.1f%%%n",
                figure,
                line.exact,
                line.exactDifference,
                line.bounded,
                line.boundedDifference,
                100 * line.boundUsed)));
        undefined.forEach((figure, count) ->
                table.append(String.format(Locale.ROOT, "%-20s without a value in the product: %d%n", figure, count)));
        return table.toString();
    }
}
