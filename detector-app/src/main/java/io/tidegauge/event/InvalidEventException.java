package io.tidegauge.event;

/** An event that cannot be counted, ever: it goes to the dead letters with its reason. */
public final class InvalidEventException extends RuntimeException {

    /** Why; the value of the dead letter's reason header. */
    public enum Reason {
        /** The value is null or has no bytes. */
        EMPTY,
        /** The bytes are not a record in Confluent's wire format, or do not decode with their schema. */
        UNDECODABLE,
        /** The registry does not know the schema id. */
        UNKNOWN_SCHEMA,
        /** The writer's schema cannot be read as an inference event: a required field is missing or of another type. */
        INCOMPATIBLE_SCHEMA,
        /** Bytes are left over after the record. */
        TRAILING_BYTES,
        /** Negative, or beyond the year 9999. */
        ABSURD_EVENT_TIME,
        /** Later than the record's own timestamp by more than the allowed skew. */
        FUTURE_EVENT_TIME,
        /** More features than an event may have. */
        TOO_MANY_FEATURES,
        /** A model, version or feature without a name. */
        BLANK_NAME,
        /** A name that is ours. */
        RESERVED_NAME,
        /** A name beyond the limit. */
        NAME_TOO_LONG,
        /** A string beyond the limit. */
        VALUE_TOO_LONG
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public InvalidEventException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public InvalidEventException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
