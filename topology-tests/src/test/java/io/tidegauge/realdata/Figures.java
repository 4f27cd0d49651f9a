package io.tidegauge.realdata;

import io.tidegauge.alert.FeatureReport;
import java.util.OptionalDouble;

/** The figures of one report beside those expected of it. */
record Figures(Expected expected, FeatureReport report, FigureTable table) {

    /** A figure that must be equal. */
    void equal(String ours, String theirs) {
        bounded(ours, theirs, 0);
    }

    /** A figure that must be equal, where the truth's own arithmetic has an error of up to {@code arithmetic}. */
    void equal(String ours, String theirs, double arithmetic) {
        reported(ours, theirs)
                .ifPresent(value ->
                        table.exact(ours, expected, expected.figure(ours).getAsDouble(), value, arithmetic));
    }

    /** A figure that may be off by as much as the sketch may. */
    void bounded(String ours, String theirs, double bound) {
        reported(ours, theirs)
                .ifPresent(value ->
                        table.bounded(ours, expected, expected.figure(ours).getAsDouble(), value, bound));
    }

    /** A figure that may be undefined where there is nothing to compute it of. */
    void equalUnless(String ours, String theirs, boolean nothing) {
        if (nothing && !report.statistics().containsKey(theirs)) {
            table.undefinedByDefinition(ours);
        } else {
            equal(ours, theirs);
        }
    }

    /** A p-value, which may be undefined where there is nothing to test. */
    void pValue(String ours, String theirs, boolean nothing) {
        if (nothing && !report.statistics().containsKey(theirs)) {
            table.undefinedByDefinition(ours);
            return;
        }
        reported(ours, theirs)
                .ifPresent(value ->
                        table.pValue(ours, expected, expected.figure(ours).getAsDouble(), value));
    }

    /** The report's figure, where the file has one to hold it against. */
    OptionalDouble reported(String ours, String theirs) {
        if (expected.figure(ours).isEmpty()) {
            return OptionalDouble.empty();
        }
        Double value = report.statistics().get(theirs);
        if (value == null) {
            table.fail(ours + " of " + expected + ": expected "
                    + expected.figure(ours).getAsDouble() + ", the report has no " + theirs);
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value);
    }
}
