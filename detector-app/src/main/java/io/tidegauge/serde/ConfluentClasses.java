package io.tidegauge.serde;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent's own serializer and deserializer, found by name: they are no dependency of the default build. */
final class ConfluentClasses {

    private static final String PACKAGE = "io.confluent.kafka.serializers.";
    private static final String SERIALIZER = PACKAGE + "KafkaAvroSerializer";
    private static final String DESERIALIZER = PACKAGE + "KafkaAvroDeserializer";
    private static final String DESERIALIZER_CONFIG = PACKAGE + "KafkaAvroDeserializerConfig";

    private ConfluentClasses() {}

    static boolean present() {
        try {
            load(SERIALIZER);
            load(DESERIALIZER);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    static Serializer<Object> newSerializer() {
        return (Serializer<Object>) instance(SERIALIZER);
    }

    @SuppressWarnings("unchecked")
    static Deserializer<Object> newDeserializer() {
        return (Deserializer<Object>) instance(DESERIALIZER);
    }

    /** The deserializer's method that resolves to a reader's schema: (topic, headers, value, schema) to the record. */
    static MethodHandle resolvingRead(Deserializer<Object> deserializer) {
        MethodType type = MethodType.methodType(Object.class, String.class, Headers.class, byte[].class, Schema.class);
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(deserializer.getClass(), "deserialize", type)
                    .bindTo(deserializer);
        } catch (ReflectiveOperationException e) {
            throw new ConfigException(
                    "avro.serde=confluent: " + deserializer.getClass().getName()
                            + " has no deserialize(topic, headers, bytes, reader schema); 7.4 or newer is needed");
        }
    }

    /** Whether the deserializer itself refuses bytes after the record when told to; the releases before 8.3 do not. */
    static boolean canRefuseTrailingBytes() {
        try {
            return Arrays.stream(load(DESERIALIZER_CONFIG).getFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()))
                    .anyMatch(field -> BuiltinSettings.FAIL_ON_TRAILING.equals(value(field)));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Object value(Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException e) {
            return "";
        }
    }

    private static Object instance(String name) {
        try {
            return load(name).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new ConfigException("avro.serde=confluent: " + name
                    + " is not on the class path; build with -Pconfluent, or put kafka-avro-serializer and what it needs"
                    + " beside the other libraries");
        } catch (ReflectiveOperationException e) {
            throw new ConfigException("avro.serde=confluent: " + name + " cannot be made: " + e);
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, true, ConfluentClasses.class.getClassLoader());
    }

    /** Whether the failure is that the client took an answer without a schema for one. */
    static boolean lacksSchema(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] stack = root.getStackTrace();
        return root instanceof NullPointerException
                && stack.length > 0
                && stack[0].getClassName().startsWith("io.confluent.");
    }
}
