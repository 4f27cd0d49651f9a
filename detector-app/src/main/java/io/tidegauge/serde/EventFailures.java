package io.tidegauge.serde;

import io.tidegauge.event.InvalidEventException;
import io.tidegauge.event.InvalidEventException.Reason;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Turns a failed read of an event into its reason. Only what is certain about the bytes becomes an
 * {@link InvalidEventException}; where the failure leaves a doubt, the registry is asked for the schema and the bytes are
 * walked through with it, and when they turn out whole, the registry was at fault.
 */
final class EventFailures {

    private static final String COLLECTION = "Collection";

    private final RegistryProbe registry;
    private final EventSchemaCheck check;
    private final UnknownSchemaIds unknown;

    EventFailures(RegistryProbe registry, EventSchemaCheck check, UnknownSchemaIds unknown) {
        this.registry = registry;
        this.check = check;
        this.unknown = unknown;
    }

    /**
     * The exception to throw for a failed read.
     *
     * @param schema the schema id, or the header that names it
     */
    RuntimeException explain(Object schema, byte[] value, RuntimeException failure) {
        ReadFailure kind = ReadFailure.of(failure);
        if (kind == ReadFailure.REGISTRY || kind == ReadFailure.REFUSED) {
            return unavailable(schema, failure);
        }
        if (!(schema instanceof Integer id)) {
            return undecodable(schema, failure);
        }
        if (kind == ReadFailure.UNKNOWN_SCHEMA) {
            return unknown.mayCome(id) ? notYetKnown(id, failure) : unknownSchema(id, failure);
        }
        if (kind == ReadFailure.UNREADABLE_SCHEMA) {
            return unreadable(id, failure);
        }
        return examine(id, value, kind, failure);
    }

    private RuntimeException examine(int id, byte[] value, ReadFailure kind, RuntimeException failure) {
        Schema writer;
        try {
            writer = registry.schema(id);
        } catch (RegistryRefusalException | UnreadableSchemaException e) {
            return explain(id, value, e);
        } catch (RegistryUnavailableException e) {
            return e;
        }
        Optional<String> fault = check.fault(writer);
        if (fault.isPresent()) {
            return incompatible(id, fault.get());
        }
        int left = WireFormat.bytesLeft(value, writer);
        if (left != 0) {
            return left > 0 ? trailingBytes(id) : undecodable(id, failure);
        }
        return switch (kind) {
            case LIMIT -> beyondLimit(failure);
            case UNCLEAR -> unavailable(id, failure);
            default -> undecodable(id, failure);
        };
    }

    private static RegistryUnavailableException unavailable(Object schema, RuntimeException failure) {
        return failure instanceof RegistryUnavailableException same
                ? same
                : new RegistryUnavailableException(
                        "schema registry unavailable: " + named(schema) + " could not be had: " + root(failure),
                        failure);
    }

    static RegistryUnavailableException notYetKnown(int id, RuntimeException failure) {
        return new RegistryUnavailableException(
                "the registry does not know schema id " + id + ", which may have been registered just now", failure);
    }

    static InvalidEventException unknownSchema(int id, @Nullable RuntimeException failure) {
        String message = "the registry does not know schema id " + id;
        return failure == null
                ? new InvalidEventException(Reason.UNKNOWN_SCHEMA, message)
                : new InvalidEventException(Reason.UNKNOWN_SCHEMA, message, failure);
    }

    static InvalidEventException incompatible(Object schema, String fault) {
        return new InvalidEventException(
                Reason.INCOMPATIBLE_SCHEMA, named(schema) + " cannot be read as an inference event: " + fault);
    }

    static InvalidEventException trailingBytes(Object schema) {
        return new InvalidEventException(
                Reason.TRAILING_BYTES, "bytes are left over after the record of " + named(schema));
    }

    private static InvalidEventException unreadable(int id, RuntimeException failure) {
        return new InvalidEventException(
                Reason.INCOMPATIBLE_SCHEMA, "schema id " + id + " cannot be read with: " + root(failure), failure);
    }

    private static InvalidEventException undecodable(Object schema, RuntimeException failure) {
        return new InvalidEventException(
                Reason.UNDECODABLE, "the value does not decode with " + named(schema) + ": " + root(failure), failure);
    }

    private static InvalidEventException beyondLimit(RuntimeException failure) {
        String said = root(failure);
        return new InvalidEventException(
                said.contains(COLLECTION) ? Reason.TOO_MANY_FEATURES : Reason.VALUE_TOO_LONG, said, failure);
    }

    private static String named(Object schema) {
        return schema instanceof Integer id ? "schema id " + id : "the schema named in the record's header";
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
