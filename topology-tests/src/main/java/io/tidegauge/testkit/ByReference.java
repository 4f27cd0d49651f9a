package io.tidegauge.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Hands values over by their place in a list, so that a topology can be tested without a wire format. */
final class ByReference<T> {

    private final List<T> values = new ArrayList<>();

    Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : put(value);
    }

    Deserializer<T> deserializer() {
        return (topic, bytes) -> get(bytes);
    }

    byte[] put(T value) {
        values.add(value);
        return ByteBuffer.allocate(Integer.BYTES).putInt(values.size() - 1).array();
    }

    /**
     * The value that was put under these bytes.
     *
     * @throws IllegalArgumentException when they are not such bytes
     */
    T get(byte[] bytes) {
        if (bytes == null || bytes.length != Integer.BYTES) {
            throw new IllegalArgumentException("not a reference");
        }
        int index = ByteBuffer.wrap(bytes).getInt();
        if (index < 0 || index >= values.size()) {
            throw new IllegalArgumentException("no value has the reference " + index);
        }
        return values.get(index);
    }
}
