package io.tidegauge.alert;

import java.util.ArrayList;
import java.util.List;

/** What an alert on a limit says: which limit, what came of it, and what can be done. Without a full stop. */
public final class LimitSentence {

    private LimitSentence() {}

    /** The sentence for a limit that is exceeded. */
    public static String exceeded(Excess excess) {
        String limit = excess.limit().key() + " (" + Figures.count(excess.allowed()) + ")";
        return switch (excess.limit()) {
            case MAX_FEATURES ->
                "features: more different ones than " + limit + ", so " + leftOut(excess)
                        + "; look for names that are made of values, or raise the limit";
            case MAX_CATEGORIES ->
                "categories: " + String.join(", ", excess.examples()) + others(excess) + " more than " + limit
                        + ", so their counts are approximate; a feature that is different in nearly every row, such as an"
                        + " id, says nothing about drift and is better not sent";
            case MAX_MODELS ->
                "models: more without a baseline than " + limit + " in one internal partition, so rows of "
                        + String.join(", ", excess.examples())
                        + " and of any further one are ignored; publish its baseline or name it in the configuration to"
                        + " have it monitored, or raise the limit";
            case MAX_VERSIONS ->
                "versions: more without a baseline than " + limit + ", so rows of version "
                        + String.join(", ", excess.examples())
                        + " and of any further one are ignored; publish its baseline to have it monitored, or raise the"
                        + " limit";
            case MAX_OPEN_WINDOWS ->
                "open windows: more than " + limit + ", so the oldest closed early and what still comes for it is late;"
                        + " look for a partition that lags or event times far apart, or raise the limit";
            case MAX_WINDOW_MEMORY ->
                "memory: open windows take more than " + limit + " bytes, so " + leftOut(excess)
                        + "; give the detector more memory, or set state.store to rocksdb";
            case MAX_LIVE_MEMORY -> throw new IllegalArgumentException(limit + " leaves nothing out");
        };
    }

    /** The sentence for a limit that is kept again. */
    public static String kept(Excess excess) {
        return "the limit " + excess.limit().key() + " (" + Figures.count(excess.allowed()) + ") is kept again";
    }

    private static String others(Excess excess) {
        long others = (long) excess.figure(Excess.FEATURES_APPROXIMATE)
                - excess.examples().size();
        String have = excess.figure(Excess.FEATURES_APPROXIMATE) == 1 ? " has" : " have";
        return others > 0 ? " and " + Figures.count(others) + " more" + have : have;
    }

    private static String leftOut(Excess excess) {
        List<String> parts = new ArrayList<>();
        if (excess.figure(Excess.EVENTS_REFUSED) > 0) {
            parts.add(plural(
                    (long) excess.figure(Excess.EVENTS_REFUSED), "event is a dead letter", "events are dead letters"));
        }
        if (excess.figure(Excess.FEATURES_LEFT_OUT) > 0) {
            parts.add("features without a baseline were left out "
                    + plural((long) excess.figure(Excess.FEATURES_LEFT_OUT), "time", "times"));
        }
        if (excess.figure(Excess.CLOSED_EARLY) > 0) {
            parts.add("the window closed early and what still comes for it is late");
        }
        return String.join(" and ", parts);
    }

    private static String plural(long count, String one, String many) {
        return Figures.count(count) + " " + (count == 1 ? one : many);
    }
}
