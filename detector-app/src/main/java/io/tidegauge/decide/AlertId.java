package io.tidegauge.decide;

import io.tidegauge.event.ModelVersion;
import io.tidegauge.event.TimeWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The identity of an alert, and of an incident: the same however often, and wherever, the same windows are decided on. */
final class AlertId {

    private static final int BYTES = 16;

    private AlertId() {}

    /**
     * The first 16 bytes, in hex, of the SHA-256 of model, version, segment, feature and kind, each as its length in bytes
     * (4 bytes, big-endian) and its UTF-8, for an alert of days also of the word DAY, then the opening window's start and
     * end (8 bytes each, big-endian).
     */
    static String of(ModelVersion model, String segment, TrackKey key, TimeWindow opened) {
        MessageDigest digest = sha256();
        add(digest, model.model());
        add(digest, model.version());
        add(digest, segment);
        add(digest, key.feature());
        add(digest, key.kind().name());
        if (key.daily()) {
            add(digest, "DAY");
        }
        return hex(digest, opened);
    }

    /** The identity of an incident: the same hash of model, version and segment, then of its first window. */
    static String ofIncident(ModelVersion model, String segment, TimeWindow first) {
        MessageDigest digest = sha256();
        add(digest, model.model());
        add(digest, model.version());
        add(digest, segment);
        return hex(digest, first);
    }

    private static String hex(MessageDigest digest, TimeWindow window) {
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(window.startMs())
                .putLong(window.endMs())
                .flip());
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
