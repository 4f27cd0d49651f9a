package io.tidegauge.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: three significant digits, thousands separated, the same in every locale. */
final class Figures {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e15;

    /** Longer names are cut where they are told: a sentence has to fit on a pager. */
    static final int LONGEST_NAME = 64;

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

    /** The two largest units that are not nothing, rounded down: {@code 1 h 30 min}, {@code 2 d}. */
    static String time(long millis) {
        Duration time = Duration.ofMillis(millis);
        if (time.toSeconds() == 0) {
            return millis + " ms";
        }
        long[] parts = {time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart()};
        String[] units = {" d", " h", " min", " s"};
        int largest = 0;
        while (parts[largest] == 0) {
            largest++;
        }
        String text = count(parts[largest]) + units[largest];
        boolean more = largest + 1 < parts.length && parts[largest + 1] > 0;
        return more ? text + " " + parts[largest + 1] + units[largest + 1] : text;
    }

    /** A name or a label, no longer than {@value #LONGEST_NAME} characters and on one line. */
    static String name(String name) {
        int end = Math.min(name.length(), LONGEST_NAME - 1);
        boolean splits = end > 0 && Character.isHighSurrogate(name.charAt(end - 1));
        String text = name.length() <= LONGEST_NAME ? name : name.substring(0, splits ? end - 1 : end) + "…";
        return text.replaceAll("\\p{Cntrl}", " ");
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
