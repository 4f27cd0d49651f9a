package io.tidegauge.sequential;

/** Reads a stream of numbers and says when its law has changed. Mutable, for one thread. */
public interface SequentialDetector {

    /** What a detector says after a number. */
    enum Signal {
        NONE,
        WARNING,
        /** The law has changed; the detector begins anew with the next number where its kind does so. */
        CHANGE
    }

    /**
     * Takes the next number in.
     *
     * @throws IllegalArgumentException for NaN, infinities, and what the detector's kind does not read
     */
    Signal update(double x);

    /** The number itself, if it is one. */
    static double requireFinite(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("a detector reads finite numbers, not " + x);
        }
        return x;
    }
}
