package io.tidegauge.decide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model's windows are compared with. */
public sealed interface Reference {

    /** The baseline that was published for the model's version. */
    Reference FIXED = new Fixed();

    /** How it is written in configuration: {@code fixed}, {@code rolling(24)}, {@code same-hour-last-week}. */
    String text();

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException for any other text
     */
    static Reference parse(String text) {
        Matcher rolling = Rolling.TEXT.matcher(text);
        if (rolling.matches()) {
            return new Rolling(Integer.parseInt(rolling.group(1)));
        }
        return switch (text) {
            case "fixed" -> FIXED;
            case "same-hour-last-week" -> new SameHourLastWeek();
            default ->
                throw new IllegalArgumentException("a reference is fixed, rolling(n) with n of 1 to "
                        + Rolling.MOST_WINDOWS + ", or same-hour-last-week, not '" + text + "'");
        };
    }

    /** The published baseline. */
    record Fixed() implements Reference {
        @Override
        public String text() {
            return "fixed";
        }
    }

    /**
     * The model's own last windows, merged.
     *
     * @param windows how many, 1 to {@link #MOST_WINDOWS}; 1 is the previous window
     */
    record Rolling(int windows) implements Reference {

        /** A week of hours. All of them are read and merged whenever a window closes, which takes its time. */
        public static final int MOST_WINDOWS = 168;

        private static final Pattern TEXT = Pattern.compile("rolling\\((\\d{1,6})\\)");

        public Rolling {
            if (windows < 1 || windows > MOST_WINDOWS) {
                throw new IllegalArgumentException(
                        "a reference rolls over 1 to " + MOST_WINDOWS + " windows, not over " + windows);
            }
        }

        @Override
        public String text() {
            return "rolling(" + windows + ")";
        }
    }

    /** The model's own window that began exactly seven days before. */
    record SameHourLastWeek() implements Reference {
        @Override
        public String text() {
            return "same-hour-last-week";
        }
    }
}
