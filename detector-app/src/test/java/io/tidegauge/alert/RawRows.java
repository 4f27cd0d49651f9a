package io.tidegauge.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegauge.profile.FeatureProfile;
import io.tidegauge.profile.KeyMapping;
import io.tidegauge.profile.LiveProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows of whole numbers and what is to be said of them, worked out from the rows alone; NaN is a row without a value. */
final class RawRows {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    void addAll(RawRows others) {
        values.addAll(others.values);
    }

    int size() {
        return values.size();
    }

    FeatureProfile profile() {
        LiveProfile live = new LiveProfile(KeyMapping.STANDARD);
        for (double value : values) {
            if (Double.isNaN(value)) {
                live.addNull();
            } else {
                live.addNumber(value);
            }
        }
        return live.toProfile();
    }

    double share(DoublePredicate which) {
        return values.stream().filter(which::test).count() / (double) size();
    }

    /** The smallest value that at least half of the values do not exceed. */
    double median() {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        Arrays.sort(sorted);
        return sorted[(sorted.length + 1) / 2 - 1];
    }

    /** Which values belong to a cell of the name. */
    static DoublePredicate cell(String name) {
        Matcher range = Pattern.compile("(\\S+) to (\\S+)").matcher(name);
        if (range.matches()) {
            double from = number(range.group(1));
            double to = number(range.group(2));
            return value -> value >= from && value <= to;
        }
        Matcher gap = Pattern.compile("between (\\S+) and (\\S+)").matcher(name);
        if (gap.matches()) {
            double from = number(gap.group(1));
            double to = number(gap.group(2));
            return value -> value > from && value < to;
        }
        if (name.equals("missing")) {
            return Double::isNaN;
        }
        double bound = number(name.replaceAll("below |above | or less| or more", ""));
        if (name.startsWith("below ")) {
            return value -> value < bound;
        }
        if (name.startsWith("above ")) {
            return value -> value > bound;
        }
        if (name.endsWith(" or less")) {
            return value -> value <= bound;
        }
        return name.endsWith(" or more") ? value -> value >= bound : value -> value == bound;
    }

    static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    /** What is said is the share, to three digits; nothing and all only where it is nothing and all. */
    static void assertShare(String said, double share, String sentence) {
        switch (said) {
            case "almost 100 %" ->
                assertThat(share).as(sentence).isGreaterThan(0.9995).isLessThan(1);
            case "less than 0.01 %" ->
                assertThat(share).as(sentence).isPositive().isLessThan(1e-4);
            case "0 %" -> assertThat(share).as(sentence).isZero();
            default -> assertNumber(said.replace(" %", ""), 100 * share, sentence);
        }
    }

    /** What is said is the number, to three digits. */
    static void assertNumber(String said, double value, String sentence) {
        assertThat(number(said)).as(sentence).isCloseTo(value, within(0.00501 * Math.abs(value)));
    }
}
