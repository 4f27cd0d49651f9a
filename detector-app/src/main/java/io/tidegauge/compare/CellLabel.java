package io.tidegauge.compare;

import java.math.BigDecimal;
import java.math.MathContext;

/** Names of cells, for people. */
public final class CellLabel {

    static final String ANY = "any value";
    static final String MISSING = "missing";
    static final String NOT_A_NUMBER = "not a number";
    /** Values of another type than the feature's kind. */
    public static final String OTHER_TYPE = "other type";

    static final String OTHER = "other";
    static final String UNSEEN = "unseen";

    private static final int DIGITS = 4;
    private static final int ALL_DIGITS = 17;

    private CellLabel() {}

    static String below(double bound) {
        return "below " + shortest(bound, bound);
    }

    static String above(double bound) {
        return "above " + shortest(bound, bound);
    }

    static String single(double value) {
        return "= " + shortest(value, value);
    }

    /** The range from one value up to below another. */
    static String range(double lowest, double bound) {
        return shortest(lowest, bound) + " to " + shortest(bound, lowest);
    }

    /** The value with as few digits, at least four, as tell it from the other. */
    private static String shortest(double value, double other) {
        int digits = DIGITS;
        while (digits < ALL_DIGITS && value != other && round(value, digits).equals(round(other, digits))) {
            digits++;
        }
        return round(value, digits);
    }

    private static String round(double value, int digits) {
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        return rounded.scale() < -DIGITS - 2 || rounded.scale() > DIGITS + digits
                ? rounded.toString()
                : rounded.toPlainString();
    }
}
