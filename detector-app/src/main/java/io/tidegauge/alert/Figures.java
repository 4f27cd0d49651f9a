package io.tidegauge.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them: three significant digits, thousands separated, the same in every locale. */
final class Figures {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e15;

    private Figures() {}

    /** A value to three significant digits: {@code 4.7}, {@code 1,230}, {@code 1.2e-7}. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "minus infinity";
        }
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        DecimalFormat format =
                new DecimalFormat(plain ? "#,##0.#######" : "0.##E0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(new BigDecimal(value).round(THREE_DIGITS)).replace('E', 'e');
    }

    /** A count, in full: {@code 5,120}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A share as a percentage; only what is whole is 100 %, and only what is nothing is 0 %. */
    static String percent(double share) {
        if (share > 0 && share < 1e-4) {
            return "less than 0.01 %";
        }
        if (share < 1 && share > 0.9995) {
            return "almost 100 %";
        }
        return number(100 * share) + " %";
    }
}
