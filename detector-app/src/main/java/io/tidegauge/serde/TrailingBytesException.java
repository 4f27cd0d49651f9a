package io.tidegauge.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A record decoded and bytes were left. */
final class TrailingBytesException extends SerializationException {

    private static final long serialVersionUID = 1L;

    TrailingBytesException(int schemaId) {
        super("bytes are left over after the record of schema id " + schemaId);
    }
}
