package io.tidegauge.serde;

import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/**
 * Whether what a producer's schema writes can be read as an inference event. Stricter than Avro in two things that Avro
 * resolves to nonsense in silence: microseconds as milliseconds, and binary data as text. A schema is refused whole, also
 * where only one branch of a union is at fault: events that fail one in a thousand are found too late.
 */
final class EventSchemaCheck {

    private static final String EVENT_TIME = "event_time";

    private final Schema reader;

    EventSchemaCheck(Schema reader) {
        this.reader = reader;
    }

    /** What is wrong with the writer's schema, naming the field; empty when it can be read. */
    Optional<String> fault(Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            return Optional.of("its type is " + writer.getType().getName() + ", not a record");
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            return Optional.of(compatibility.getResult().getIncompatibilities().stream()
                    .map(this::sentence)
                    .collect(Collectors.joining("; ")));
        }
        return timeFault(writer.getField(EVENT_TIME).schema()).or(() -> binaryFault(writer));
    }

    private String sentence(Incompatibility fault) {
        if (fault.getType() == SchemaIncompatibilityType.READER_FIELD_MISSING_DEFAULT_VALUE) {
            return "the required field '" + fault.getMessage() + "' is missing";
        }
        return field(fault.getLocation()) + fault.getMessage();
    }

    /** Avro locates a fault by the position of the field in the reader's schema: {@code /fields/4/type/…}. */
    private String field(String location) {
        String[] parts = location.split("/", -1);
        boolean known = parts.length > 2
                && parts[1].equals("fields")
                && parts[2].chars().allMatch(Character::isDigit);
        return known
                ? "field '" + reader.getFields().get(Integer.parseInt(parts[2])).name() + "': "
                : "";
    }

    private static Optional<String> timeFault(Schema time) {
        LogicalType type = time.getLogicalType();
        String timestampMillis = LogicalTypes.timestampMillis().getName();
        if (type != null && type.getName().equals(timestampMillis)) {
            return Optional.empty();
        }
        return Optional.of("field '" + EVENT_TIME + "' is " + time.getType().getName() + " "
                + (type == null ? "without a logical type" : type.getName()) + ", not long " + timestampMillis);
    }

    private Optional<String> binaryFault(Schema writer) {
        return reader.getFields().stream()
                .map(field -> writer.getField(field.name()))
                .filter(field -> field != null && hasBytes(field.schema()))
                .map(field -> "field '" + field.name() + "' may hold bytes, which are no text")
                .findFirst();
    }

    private static boolean hasBytes(Schema schema) {
        return switch (schema.getType()) {
            case BYTES -> true;
            case MAP -> hasBytes(schema.getValueType());
            case UNION -> schema.getTypes().stream().anyMatch(EventSchemaCheck::hasBytes);
            default -> false;
        };
    }
}
