package io.tidegauge.benchmarks.endtoend;

/** Nothing is reported of a run that did less, or more, than its work. */
final class Whole {

    private Whole() {}

    static void require(String what, long actual, long expected) {
        if (actual != expected) {
            throw new IllegalStateException(what + ": " + actual + ", but there were " + expected);
        }
    }
}
