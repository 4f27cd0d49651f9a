package io.tidegauge.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How a record looks in the dead-letter topic: its own key, value and headers, and headers that say why and from where.
 * A value above {@link #MAX_VALUE_BYTES} is cut, with its length and SHA-256 in headers; so is a key above {@link
 * #MAX_KEY_BYTES}, and headers that together exceed {@link #MAX_HEADER_BYTES} are left out, with their length in a header
 * of ours. A record that the dead-letter topic itself refused would stop an exactly-once application for ever.
 */
final class DeadLetter {

    static final int MAX_VALUE_BYTES = 512 * 1024;
    static final int MAX_KEY_BYTES = 64 * 1024;
    static final int MAX_HEADER_BYTES = 64 * 1024;
    static final String REASON = "tidegauge.reason";
    static final String EXCEPTION = "tidegauge.exception";
    static final String TOPIC = "tidegauge.topic";
    static final String PARTITION = "tidegauge.partition";
    static final String OFFSET = "tidegauge.offset";
    static final String TIMESTAMP = "tidegauge.timestamp";
    static final String FULL_LENGTH = "tidegauge.value.length";
    static final String FULL_SHA256 = "tidegauge.value.sha256";

    static final String HEADERS_LENGTH = "tidegauge.headers.length";

    private static final int MAX_MESSAGE_CHARS = 1_000;

    private DeadLetter() {}

    /** The value to write: the original, cut where it is too long. */
    static byte @Nullable [] value(byte @Nullable [] original) {
        return cut(original, MAX_VALUE_BYTES);
    }

    /** The key to write: the original, cut where it is too long. */
    static byte @Nullable [] key(byte @Nullable [] original) {
        return cut(original, MAX_KEY_BYTES);
    }

    private static byte @Nullable [] cut(byte @Nullable [] original, int longest) {
        return original == null || original.length <= longest ? original : Arrays.copyOf(original, longest);
    }

    /** The original headers and ours. */
    static Headers headers(
            Headers original,
            byte @Nullable [] value,
            String reason,
            String message,
            @Nullable RecordMetadata from,
            long timestampMs) {
        long length = length(original);
        Headers headers = new RecordHeaders();
        if (length <= MAX_HEADER_BYTES) {
            original.forEach(headers::add);
        } else {
            add(headers, HEADERS_LENGTH, Long.toString(length));
        }
        add(headers, REASON, reason);
        add(
                headers,
                EXCEPTION,
                message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) : message);
        if (from != null) {
            add(headers, TOPIC, from.topic());
            add(headers, PARTITION, Integer.toString(from.partition()));
            add(headers, OFFSET, Long.toString(from.offset()));
        }
        add(headers, TIMESTAMP, Long.toString(timestampMs));
        if (value != null && value.length > MAX_VALUE_BYTES) {
            add(headers, FULL_LENGTH, Integer.toString(value.length));
            add(headers, FULL_SHA256, sha256(value));
        }
        return headers;
    }

    private static long length(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            length += header.key().getBytes(StandardCharsets.UTF_8).length;
            length += header.value() == null ? 0 : header.value().length;
        }
        return length;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
