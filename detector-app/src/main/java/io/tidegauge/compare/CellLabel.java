package io.tidegauge.compare;

import java.math.BigDecimal;
import java.math.MathContext;

/** Names of cells, for people. */
public final class CellLabel {

    static final String ANY = "any value";
    /** Rows without a value. */
    public static final String MISSING = "missing";

    /** NaN, and for categories every number that is infinite. */
    public static final String NOT_A_NUMBER = "not a number";
    /** Values of another type than the feature's kind. */
    public static final String OTHER_TYPE = "other type";

    static final String OTHER = "other";
    static final String UNSEEN = "unseen";

    private static final int DIGITS = 4;
    private static final int ALL_DIGITS = 17;

    /** Below it, no digit before the decimal point is rounded away. */
    private static final double LARGEST_TO_THE_UNIT = 1e9;

    private CellLabel() {}

    static String below(double bound) {
        return "below " + number(bound);
    }

    static String above(double bound) {
        return "above " + number(bound);
    }

    static String atMost(double highest) {
        return number(highest) + " or less";
    }

    static String atLeast(double lowest) {
        return number(lowest) + " or more";
    }

    /** Values from the first to the second, both included. */
    static String range(double lowest, double highest) {
        return lowest == highest ? "= " + number(lowest) : told(lowest, highest, "", " to ");
    }

    /** Values between two that do not belong to it. */
    static String between(double lower, double upper) {
        return told(lower, upper, "between ", " and ");
    }

    private static String number(double value) {
        return round(value, digits(value));
    }

    /** Both values with as few digits, at least four and those before the point, as tell one from the other. */
    private static String told(double low, double high, String before, String between) {
        int digits = Math.max(digits(low), digits(high));
        String first = round(low, digits);
        String second = round(high, digits);
        while (digits < ALL_DIGITS && low != high && first.equals(second)) {
            digits++;
            first = round(low, digits);
            second = round(high, digits);
        }
        return before + first + between + second;
    }

    private static int digits(double value) {
        double size = Math.abs(value);
        return size >= LARGEST_TO_THE_UNIT || size < 1 ? DIGITS : Math.max(DIGITS, 1 + (int) Math.log10(size));
    }

    private static String round(double value, int digits) {
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        return rounded.scale() < -DIGITS - 2 || rounded.scale() > DIGITS + digits
                ? rounded.toString().replace("E+", "e").replace('E', 'e')
                : rounded.toPlainString();
    }
}
