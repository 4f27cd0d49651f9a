package io.tidegauge.calibrate;

/** Bytes that are no blocks this version can read; the message says what was found. */
public final class BlocksFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlocksFormatException(String message) {
        super(message);
    }

    BlocksFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
