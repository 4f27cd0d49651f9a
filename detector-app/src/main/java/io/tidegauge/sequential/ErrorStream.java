package io.tidegauge.sequential;

/** What a stream of errors holds. */
final class ErrorStream {

    private ErrorStream() {}

    static double requireError(double x) {
        if (x != 0 && x != 1) {
            throw new IllegalArgumentException("a stream of errors holds 0 and 1, not " + x);
        }
        return x;
    }
}
