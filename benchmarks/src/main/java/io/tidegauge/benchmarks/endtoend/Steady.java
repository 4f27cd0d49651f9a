package io.tidegauge.benchmarks.endtoend;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is read of clocks and counters at 30 % and at 98 % of the way, so that neither start-up nor the last poll counts.
 *
 * @param <R> a reading
 */
final class Steady<R> {

    private static final int FROM_PERCENT = 30;
    private static final int TO_PERCENT = 98;

    private final long from;
    private final long to;
    private final Supplier<R> reader;
    private @Nullable R first;
    private @Nullable R last;

    Steady(long total, Supplier<R> reader) {
        this.from = total * FROM_PERCENT / 100;
        this.to = total * TO_PERCENT / 100;
        if (from >= to) {
            throw new IllegalArgumentException(total + " events have no steady part");
        }
        this.reader = reader;
    }

    /** That many are done: reads where this is the first time that 30 % or 98 % are. */
    void at(long count) {
        if (first == null && count >= from) {
            first = reader.get();
        } else if (first != null && last == null && count >= to) {
            last = reader.get();
        }
    }

    boolean begun() {
        return first != null;
    }

    boolean done() {
        return last != null;
    }

    /** What was read at 30 %. */
    R first() {
        return reached(first);
    }

    /** What was read at 98 %. */
    R last() {
        return reached(last);
    }

    private static <R> R reached(@Nullable R reading) {
        if (reading == null) {
            throw new IllegalStateException("not that far yet");
        }
        return reading;
    }
}
