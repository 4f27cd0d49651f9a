package io.tidegauge.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** A producer with a schema of its own that can be read as an inference event, drawn at random, and events in it. */
final class RandomWriter {

    private static final List<Type> VALUES =
            List.of(Type.NULL, Type.DOUBLE, Type.LONG, Type.INT, Type.FLOAT, Type.BOOLEAN, Type.STRING);
    private static final List<Type> NUMBERS = List.of(Type.DOUBLE, Type.LONG, Type.INT, Type.FLOAT);
    private static final List<Type> NUMBERS_OR_NULL = List.of(Type.NULL, Type.DOUBLE, Type.LONG, Type.INT, Type.FLOAT);
    private static final List<Type> OTHERS = List.of(
            Type.BOOLEAN, Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE, Type.STRING, Type.BYTES, Type.FIXED, Type.ENUM);
    private static final List<Type> CONTAINERS = List.of(Type.ARRAY, Type.MAP, Type.UNION, Type.RECORD, Type.NULL);
    private static final int DEEPEST = 3;

    private final Random random;
    private int named;
    final Schema schema;

    RandomWriter(Random random) {
        this.random = random;
        this.schema = event();
    }

    private Schema event() {
        List<Schema.Field> fields = new ArrayList<>();
        for (String text : List.of("event_id", "model", "model_version")) {
            fields.add(field(text, Schema.create(Type.STRING)));
        }
        fields.add(field("event_time", LogicalTypes.timestampMillis().addToSchema(Schema.create(Type.LONG))));
        fields.add(field("features", Schema.createMap(values(VALUES))));
        addSometimes(fields, "prediction", values(VALUES));
        addSometimes(fields, "scores", Schema.createMap(values(NUMBERS)));
        addSometimes(fields, "segments", Schema.createMap(Schema.create(Type.STRING)));
        addSometimes(fields, "latency_ms", values(NUMBERS_OR_NULL));
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.add(field("extra_" + i, other(0)));
        }
        Collections.shuffle(fields, random);
        return Schema.createRecord("InferenceEvent", null, "space" + random.nextInt(3), false, fields);
    }

    private void addSometimes(List<Schema.Field> fields, String name, Schema schema) {
        if (random.nextInt(4) > 0) {
            fields.add(field(name, schema));
        }
    }

    private static Schema.Field field(String name, Schema schema) {
        return new Schema.Field(name, schema);
    }

    /** One of the types or a union of some, in any order. */
    private Schema values(List<Type> types) {
        List<Type> shuffled = new ArrayList<>(types);
        Collections.shuffle(shuffled, random);
        if (random.nextInt(4) == 0) {
            return primitive(shuffled.get(0));
        }
        return Schema.createUnion(shuffled.subList(0, 1 + random.nextInt(shuffled.size())).stream()
                .map(this::primitive)
                .toList());
    }

    /** Sometimes with a logical type, which means nothing to our own schema. */
    private Schema primitive(Type type) {
        Schema schema = Schema.create(type);
        if (random.nextInt(4) > 0) {
            return schema;
        }
        return switch (type) {
            case INT -> LogicalTypes.date().addToSchema(schema);
            case LONG -> LogicalTypes.timestampMicros().addToSchema(schema);
            case STRING -> LogicalTypes.uuid().addToSchema(schema);
            default -> schema;
        };
    }

    private Schema other(int depth) {
        List<Type> types = depth < DEEPEST && random.nextBoolean() ? CONTAINERS : OTHERS;
        Type type = types.get(random.nextInt(types.size()));
        return switch (type) {
            case FIXED -> Schema.createFixed("N" + named++, null, null, 1 + random.nextInt(20));
            case ENUM -> Schema.createEnum("N" + named++, null, null, List.of("A", "B", "C"));
            case ARRAY -> Schema.createArray(some(depth + 1));
            case MAP -> Schema.createMap(other(depth + 1));
            case UNION ->
                Schema.createUnion(
                        Schema.create(Type.NULL),
                        Schema.createMap(other(depth + 1)),
                        Schema.createArray(some(depth + 1)));
            case RECORD ->
                Schema.createRecord(
                        "N" + named++,
                        null,
                        null,
                        false,
                        List.of(
                                field("a", other(depth + 1)),
                                field("b", some(depth + 1)),
                                field("c", other(depth + 1))));
            default -> Schema.create(type);
        };
    }

    /** A type whose values take a byte at least. */
    private Schema some(int depth) {
        Schema schema = other(depth);
        return schema.getType() == Type.NULL ? Schema.create(Type.LONG) : schema;
    }

    /** An event; the strings of ours are sometimes long, sometimes empty, and no ASCII. */
    GenericData.Record event(Schema of) {
        return (GenericData.Record) datum(of);
    }

    private @Nullable Object datum(Schema of) {
        return switch (of.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextBoolean() ? random.nextInt(200) - 100 : random.nextInt();
            case LONG -> longNumber();
            case FLOAT -> random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
            case DOUBLE -> random.nextInt(20) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian();
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(noise(random.nextInt(300)));
            case FIXED -> new GenericData.Fixed(of, noise(of.getFixedSize()));
            case ENUM -> new GenericData.EnumSymbol(of, of.getEnumSymbols().get(random.nextInt(3)));
            case ARRAY -> array(of.getElementType());
            case MAP -> map(of.getValueType());
            case UNION -> datum(of.getTypes().get(random.nextInt(of.getTypes().size())));
            case RECORD -> record(of);
        };
    }

    private long longNumber() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private String text() {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "x".repeat(random.nextInt(400));
            case 2 -> "Prenzlauer Berg ☂ \uD83C\uDF0A" + random.nextInt(100);
            default -> "category-" + random.nextInt(1_000);
        };
    }

    private List<@Nullable Object> array(Schema items) {
        List<@Nullable Object> array = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            array.add(datum(items));
        }
        return array;
    }

    private Map<String, @Nullable Object> map(Schema values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4) == 0 ? 0 : random.nextInt(40); i > 0; i--) {
            map.put(text() + i, datum(values));
        }
        return map;
    }

    private GenericData.Record record(Schema of) {
        GenericData.Record record = new GenericData.Record(of);
        of.getFields().forEach(field -> record.put(field.pos(), datum(field.schema())));
        return record;
    }

    /** An event in Avro's encoding; collections sometimes in blocks that say their size. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EncoderFactory encoders = new EncoderFactory().configureBlockSize(64 << random.nextInt(5));
        BinaryEncoder encoder = random.nextBoolean()
                ? encoders.blockingBinaryEncoder(bytes, null)
                : encoders.binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(schema).write(event(schema), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
