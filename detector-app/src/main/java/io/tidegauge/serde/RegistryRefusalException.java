package io.tidegauge.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered, and the answer is no: not found, incompatible, invalid. Asking again does not help. */
final class RegistryRefusalException extends SerializationException {

    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;

    private final int status;

    RegistryRefusalException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status, 400 to 499; 404 is the registry's own and not that of something in between. */
    int status() {
        return status;
    }

    /** Whether what was asked for is not there. */
    boolean notFound() {
        return status == NOT_FOUND;
    }
}
