package io.tidegauge.runtime;

/** The detector died while running; the cause, or the message where there is none, says of what. */
public final class DetectorFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DetectorFailedException(String message) {
        super(message);
    }

    public DetectorFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
