package io.tidegauge.profile;

/** Bytes that are no profile this version can read; the message says what was found where. */
public final class ProfileFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProfileFormatException(String message) {
        super(message);
    }

    public ProfileFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
