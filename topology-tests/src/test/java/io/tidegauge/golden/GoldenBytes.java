package io.tidegauge.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;

/**
 * Files of bytes as a released version wrote them: hex, a field to a line, with what it means behind {@code #}. They were
 * written by a program that knows the description of the format and none of our code, and are never changed.
 */
public final class GoldenBytes {

    /** What to do when the bytes that are written are no longer these. */
    public static final String CHANGED =
            "%s: the bytes of this format changed. States and topics in use hold the old ones:"
                    + " give the format its next version number, go on reading this one, and add a file of the new version"
                    + " (the old file stays as it is); where the old one cannot be read, raise StateFormat.CURRENT";

    private GoldenBytes() {}

    /** One encoded value, of a file in the directory {@code golden} beside the test. */
    public static byte[] value(Class<?> test, String file) {
        return bytes(text(test, file));
    }

    /** The entries of a store: sections that begin with the lines {@code key} and {@code value}. */
    public static Map<Bytes, byte[]> store(Class<?> test, String file) {
        Map<Bytes, byte[]> entries = new LinkedHashMap<>();
        for (String entry : text(test, file).split("(?m)^key$")) {
            String[] parts = entry.split("(?m)^value$");
            if (parts.length == 2) {
                entries.put(Bytes.wrap(bytes(parts[0])), bytes(parts[1]));
            }
        }
        return entries;
    }

    private static byte[] bytes(String text) {
        String hex =
                text.lines().map(line -> line.replaceFirst("#.*", "").strip()).collect(Collectors.joining());
        return HexFormat.of().parseHex(hex);
    }

    private static String text(Class<?> test, String file) {
        try (InputStream in = test.getResourceAsStream("golden/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
