package io.tidegauge.config;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as configuration writes them: {@code 64MB}, {@code 1GB}; a KB is 1,024 bytes. */
final class ByteSizeText {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)");
    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

    private ByteSizeText() {}

    /** The bytes that the text names. */
    static long parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("must be a size such as 512KB, 64MB or 1GB");
        }
        return Long.parseLong(size.group(1)) * Objects.requireNonNull(UNITS.get(size.group(2)));
    }
}
