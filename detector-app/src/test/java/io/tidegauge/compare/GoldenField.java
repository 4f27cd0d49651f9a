package io.tidegauge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** One expected field of a golden case, with the tolerance that the vectors' description gives to its kind. */
record GoldenField(String where, Kind kind, JsonNode expected, Set<String> tags, double rows) {

    enum Kind {
        /** Counts and edges: equal. */
        COUNT,
        /** Statistics of ranks and cells: relative 1e-9 or absolute 1e-12. */
        STATISTIC,
        /**
         * G: the reference sums O ln(O / E) over the cells, each with a rounding error of up to 2⁻⁵² O, which for a
         * thousand million rows is more than relative 1e-9 (ChiSquareTest has that case from exact decimals).
         */
        LIKELIHOOD_RATIO,
        /** The same, of moments: looser under cancellation, possibly undefined for huge and tiny values. */
        MOMENT,
        /** P-values: relative 1e-6 above 1e-12, order of magnitude below. */
        P_VALUE,
        /** P-values of statistics of moments. */
        MOMENT_P_VALUE,
        /** P-values of limit laws and tables, for display: absolute 1e-4. */
        DISPLAYED_P_VALUE,
        /** P-values that the reference found by subtracting from 1: absolute 1e-12 as well. */
        P_VALUE_FROM_ONE
    }

    private static final double ORDER_OF_MAGNITUDE = 1e-3;

    GoldenField(String where, Kind kind, JsonNode expected, Set<String> tags) {
        this(where, kind, expected, tags, 0);
    }

    void check(Statistic actual) {
        if (expected.isNull()) {
            assertThat(actual).as("%s is undefined", where).isInstanceOf(Statistic.Undefined.class);
        } else if (!actual.isDefined()) {
            assertThat(mayBeUndefined())
                    .as("%s is %s, expected %s", where, actual, expected)
                    .isTrue();
        } else {
            check(actual.orNaN());
        }
    }

    private void check(double actual) {
        double value = number();
        if (Double.isInfinite(value)) {
            assertThat(actual).as(where).isEqualTo(value);
            return;
        }
        boolean close = switch (kind) {
            case COUNT -> actual == value;
            case STATISTIC -> close(actual, value, 1e-9, 1e-12);
            case LIKELIHOOD_RATIO -> close(actual, value, 1e-9, 1e-12 + 0x1p-52 * rows);
            case MOMENT -> close(actual, value, momentTolerance(1e-9), 1e-12);
            case P_VALUE -> closeP(actual, value, 1e-6);
            case MOMENT_P_VALUE -> closeP(actual, value, momentTolerance(1e-6));
            case DISPLAYED_P_VALUE -> actual >= 0 && actual <= 1 && Math.abs(actual - value) <= 1e-4;
            case P_VALUE_FROM_ONE -> Math.abs(actual - value) <= 1e-12 || closeP(actual, value, 1e-6);
        };
        assertThat(close).as("%s is %s, expected %s", where, actual, value).isTrue();
    }

    private double number() {
        return expected.isTextual() ? Double.parseDouble(expected.textValue()) : expected.doubleValue();
    }

    private boolean mayBeUndefined() {
        boolean ofMoments = kind == Kind.MOMENT || kind == Kind.MOMENT_P_VALUE;
        return ofMoments && (tags.contains("huge") || tags.contains("denormal"));
    }

    private double momentTolerance(double usual) {
        return tags.contains("cancellation") ? 1e-4 : usual;
    }

    private static boolean close(double actual, double value, double relative, double absolute) {
        return Math.abs(actual - value) <= Math.max(absolute, relative * Math.abs(value));
    }

    private static boolean closeP(double actual, double value, double relative) {
        if (actual < 0 || actual > 1) {
            return false;
        }
        if (value > 1e-12) {
            return Math.abs(actual - value) <= relative * value;
        }
        if (actual == 0 || value == 0) {
            return actual <= 1e-300 && value <= 1e-300;
        }
        return Math.abs(Math.log(actual) / Math.log(value) - 1) <= ORDER_OF_MAGNITUDE;
    }
}
