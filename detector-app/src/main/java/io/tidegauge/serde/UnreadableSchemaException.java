package io.tidegauge.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry has a schema that cannot be read with: not Avro, not a valid one, or beyond the built-in serde. */
final class UnreadableSchemaException extends SerializationException {

    private static final long serialVersionUID = 1L;

    UnreadableSchemaException(String message) {
        super(message);
    }
}
