package io.tidegauge.baseline;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as files spell them. */
final class NumberText {

    /** Java's own parser would also take "1f", "0x1p3" and surrounding blanks of any kind. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** Doubles below this hold every whole number. */
    private static final double WHOLE_NUMBERS = 1L << 53;

    private static final Pattern ZERO_PADDED = Pattern.compile("[+-]?0\\d.*");

    private NumberText() {}

    /** The number, NaN and infinities included; empty where the text is no number. */
    static OptionalDouble parse(String text) {
        String trimmed = text.strip();
        if (DECIMAL.matcher(trimmed).matches()) {
            return OptionalDouble.of(Double.parseDouble(trimmed));
        }
        return switch (trimmed.toLowerCase(Locale.ROOT)) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    /** Whether the text is a code that only looks like a number: {@code 007} is not 7. */
    static boolean isZeroPadded(String text) {
        return ZERO_PADDED.matcher(text.strip()).matches();
    }

    /** A number as the category it stands for; integers without a decimal point, as {@code FeatureProfile} has them. */
    static String label(double number) {
        return number == Math.rint(number) && Math.abs(number) < WHOLE_NUMBERS
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
