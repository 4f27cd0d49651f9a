package io.tidegauge.topology;

import java.util.function.Supplier;

/**
 * The format of the state as a whole, all stores together: a number in the progress store of every task, written when the
 * task first begins. State without the number was written before there was one, which is format 1.
 *
 * <p>The number rises when a store's keys or values come to mean something else in a way that their own versions do not
 * say. A value that is written in a new version of its own, while older ones are still read, needs no new format.
 */
final class StateFormat {

    /** What is written. Format 2 has the windows that models are compared with, and is else as format 1. */
    static final long CURRENT = 2;

    private static final long OLDEST = 1;

    private StateFormat() {}

    /**
     * Takes up a task's state: marks it where it has no mark, or that of an older format that is carried on.
     *
     * @throws UnreadableStateException when another version wrote it in a format that is not read here
     */
    static void enter(ProgressStore progress) {
        long found = progress.format();
        if (found != ProgressStore.NO_FORMAT && (found < OLDEST || found > CURRENT)) {
            throw new UnreadableStateException(
                    "the state",
                    "it has format " + found + ", and this version reads formats " + OLDEST + " to " + CURRENT);
        }
        if (found != CURRENT) {
            progress.format(CURRENT);
        }
    }

    /**
     * What a store's bytes say.
     *
     * @throws UnreadableStateException when they cannot be read, whatever the reason
     */
    static <T> T read(String store, Supplier<T> decoding) {
        try {
            return decoding.get();
        } catch (RuntimeException undecodable) {
            throw new UnreadableStateException("store " + store, undecodable);
        }
    }
}
