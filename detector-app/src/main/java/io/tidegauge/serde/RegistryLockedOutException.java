package io.tidegauge.serde;

/**
 * The schema registry does not let us in: 401 or 403. While the detector runs that may pass, as when a password is being
 * changed; at start-up it is a wrong configuration.
 */
public final class RegistryLockedOutException extends RegistryUnavailableException {

    private static final long serialVersionUID = 1L;

    public RegistryLockedOutException(String message) {
        super(message);
    }
}
