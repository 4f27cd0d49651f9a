package io.tidegauge.serde;

import io.tidegauge.event.FlatEvent;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * How a writer encodes one value of a feature, a prediction, a score or a latency: as one type, or as a union of some, of
 * which the byte in front tells which. Logical types make no difference, as our own schema has none on these.
 */
final class ValuePlan {

    static final byte NULL = 0;
    static final byte DOUBLE = 1;
    static final byte LONG = 2;
    static final byte INT = 3;
    static final byte FLOAT = 4;
    static final byte BOOLEAN = 5;
    static final byte TEXT = 6;

    /** The union has no such branch. */
    static final byte NONE = 7;

    /** Indexes of one byte. A union of more branches than there are such indexes cannot be made of these types. */
    private static final int BYTES = 256;

    /** Of what has no values. */
    static final ValuePlan EMPTY = new ValuePlan(false, List.of());

    private final boolean union;
    private final byte only;
    private final byte[] types = new byte[BYTES];

    private ValuePlan(boolean union, List<Byte> branches) {
        this.union = union;
        this.only = branches.isEmpty() ? NONE : branches.get(0);
        Arrays.fill(types, NONE);
        for (int i = 0; i < branches.size(); i++) {
            types[2 * i] = branches.get(i);
        }
    }

    /**
     * The plan for a schema.
     *
     * @param types which of the constants of this class the field may hold
     * @throws NotPlannedException where the schema is or has another type
     */
    static ValuePlan of(String field, Schema schema, List<Byte> types) {
        boolean union = schema.isUnion();
        List<Schema> branches = union ? schema.getTypes() : List.of(schema);
        return new ValuePlan(
                union,
                branches.stream()
                        .map(branch -> {
                            byte type = type(branch);
                            if (!types.contains(type)) {
                                throw new NotPlannedException(
                                        "field '" + field + "' may hold a value of type " + branch.getFullName());
                            }
                            return type;
                        })
                        .toList());
    }

    private static byte type(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> NULL;
            case DOUBLE -> DOUBLE;
            case LONG -> LONG;
            case INT -> INT;
            case FLOAT -> FLOAT;
            case BOOLEAN -> BOOLEAN;
            case STRING -> TEXT;
            default -> NONE;
        };
    }

    /** Whether a byte in front of the value tells its type. */
    boolean union() {
        return union;
    }

    /** The type of a value that has no byte in front. */
    byte only() {
        return only;
    }

    /** The type by the byte in front, as 0 to 255. Longer, negative and too high indexes are all {@link #NONE}. */
    byte[] types() {
        return types;
    }

    /** The type of the value at a position. */
    byte typeAt(byte[] bytes, int pos, int end) {
        if (!union) {
            return only;
        }
        return pos < end ? types[bytes[pos] & 0xFF] : NONE;
    }

    /** Where what {@link #typeAt} told the type of begins. */
    int start(int pos) {
        return union ? pos + 1 : pos;
    }

    /** The position after a value, {@link AvroBytes#FAILED} where there is none of the type. */
    static int after(byte type, byte[] bytes, int pos, int end) {
        return switch (type) {
            case NULL -> pos;
            case DOUBLE -> end - pos < Double.BYTES ? AvroBytes.FAILED : pos + Double.BYTES;
            case FLOAT -> end - pos < Float.BYTES ? AvroBytes.FAILED : pos + Float.BYTES;
            case BOOLEAN -> end - pos < 1 ? AvroBytes.FAILED : pos + 1;
            case LONG -> AvroBytes.afterLong(bytes, pos, end);
            case INT -> AvroBytes.afterInt(bytes, pos, end);
            case TEXT -> AvroBytes.after(AvroBytes.text(bytes, pos, end));
            default -> AvroBytes.FAILED;
        };
    }

    /** Of what kind a value is, as {@link FlatEvent} has it. */
    static byte kind(byte type, byte[] bytes, int pos) {
        return switch (type) {
            case NULL -> FlatEvent.MISSING;
            case BOOLEAN -> bytes[pos] == 1 ? FlatEvent.TRUE : FlatEvent.FALSE;
            case TEXT -> FlatEvent.TEXT;
            default -> FlatEvent.NUMBER;
        };
    }

    /** The value that lies between a position and the one after, as its kind has it. */
    static long value(byte type, byte[] bytes, int pos, int after) {
        return switch (type) {
            case DOUBLE -> AvroBytes.doubleBits(bytes, pos);
            case FLOAT -> Double.doubleToRawLongBits(AvroBytes.floatAt(bytes, pos));
            case LONG, INT -> Double.doubleToRawLongBits(AvroBytes.number(bytes, pos, after));
            case TEXT -> AvroBytes.text(bytes, pos, after);
            default -> 0;
        };
    }
}
