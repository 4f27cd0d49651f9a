package io.tidegauge.serde;

/** The schema registry cannot be asked now: refused, timed out, overloaded, or it does not let us in. Not a bad record. */
public class RegistryUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message) {
        super(message);
    }

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
