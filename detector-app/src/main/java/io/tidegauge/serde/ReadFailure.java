package io.tidegauge.serde;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SystemLimitException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * What a failure of either serde says about its cause. Confluent's throws much the same for a bad record and for a
 * registry that is down, and its releases differ, so the whole chain of causes is looked at.
 */
enum ReadFailure {
    /** The registry cannot be asked, or does not let us in. */
    REGISTRY,
    /** The registry answered that it does not know the schema. */
    UNKNOWN_SCHEMA,
    /** The registry answered no for another reason, such as an incompatible schema. */
    REFUSED,
    /** The registry's schema is none that can be read with. */
    UNREADABLE_SCHEMA,
    /** A length in the record is beyond Avro's limits. */
    LIMIT,
    /** The bytes do not decode, or not to the reader's schema. */
    BYTES,
    /** Cannot be told from the failure alone. */
    UNCLEAR;

    private static final String REST_EXCEPTION = "RestClientException";

    static ReadFailure of(Throwable failure) {
        ReadFailure found = UNCLEAR;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            ReadFailure said = ofOne(cause);
            found = said == UNCLEAR ? found : said;
        }
        return found;
    }

    private static ReadFailure ofOne(Throwable cause) {
        if (cause instanceof RegistryRefusalException refusal) {
            return ofStatus(refusal.status());
        }
        if (cause.getClass().getSimpleName().equals(REST_EXCEPTION)) {
            return ofRestException(cause);
        }
        if (cause instanceof UnreadableSchemaException || cause instanceof SchemaParseException) {
            return UNREADABLE_SCHEMA;
        }
        if (cause instanceof SystemLimitException) {
            return LIMIT;
        }
        if (cause instanceof RegistryUnavailableException || isRetriableOrUnauthorised(cause)) {
            return REGISTRY;
        }
        if (cause instanceof IOException) {
            return ofIo(cause);
        }
        return cause instanceof AvroRuntimeException || !(cause instanceof KafkaException) ? BYTES : UNCLEAR;
    }

    /** A connection may end in an EOFException as well as a record that is cut short: who threw it tells. */
    private static ReadFailure ofIo(Throwable cause) {
        if (cause instanceof InvalidNumberEncodingException) {
            return BYTES;
        }
        StackTraceElement[] stack = cause.getStackTrace();
        boolean fromAvro = stack.length > 0 && stack[0].getClassName().startsWith("org.apache.avro.");
        if (cause instanceof EOFException) {
            return fromAvro ? BYTES : UNCLEAR;
        }
        return REGISTRY;
    }

    private static boolean isRetriableOrUnauthorised(Throwable cause) {
        return cause instanceof RetriableException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException;
    }

    private static ReadFailure ofStatus(int status) {
        return switch (status) {
            case 404 -> UNKNOWN_SCHEMA;
            case 400, 409, 422 -> REFUSED;
            default -> REGISTRY;
        };
    }

    private static ReadFailure ofRestException(Throwable cause) {
        try {
            int status = (int) cause.getClass().getMethod("getStatus").invoke(cause);
            int code = (int) cause.getClass().getMethod("getErrorCode").invoke(cause);
            return status == 404 && !RegistryAnswer.isOfRegistry(code) ? REGISTRY : ofStatus(status);
        } catch (ReflectiveOperationException e) {
            return UNCLEAR;
        }
    }
}
