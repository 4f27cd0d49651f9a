package io.tidegauge.baseline;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as files spell them. */
final class NumberText {

    /** Doubles below this hold every whole number. */
    private static final double WHOLE_NUMBERS = 1L << 53;

    private NumberText() {}

    /** The number, NaN and infinities included; empty where the text is no number. */
    static OptionalDouble parse(String text) {
        String trimmed = text.strip();
        if (isDecimal(trimmed)) {
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
        String trimmed = text.strip();
        int first = afterSign(trimmed, 0);
        return trimmed.startsWith("0", first) && afterDigits(trimmed, first) > first + 1;
    }

    /** Digits with at most one point among them, then maybe an exponent; Java's own parser would also take "0x1p3", "1f". */
    private static boolean isDecimal(String text) {
        int start = afterSign(text, 0);
        int end = afterDigits(text, start);
        int digits = end - start;
        if (text.startsWith(".", end)) {
            digits += afterDigits(text, end + 1) - (end + 1);
            end = afterDigits(text, end + 1);
        }
        if (digits > 0 && (text.startsWith("e", end) || text.startsWith("E", end))) {
            int exponent = afterSign(text, end + 1);
            end = afterDigits(text, exponent);
            return end == text.length() && end > exponent;
        }
        return digits > 0 && end == text.length();
    }

    private static int afterSign(String text, int at) {
        return text.startsWith("-", at) || text.startsWith("+", at) ? at + 1 : at;
    }

    private static int afterDigits(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** A number as the category it stands for; integers without a decimal point, as {@code FeatureProfile} has them. */
    static String label(double number) {
        return number == Math.rint(number) && Math.abs(number) < WHOLE_NUMBERS
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
