package io.tidegauge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches. */
final class Terminal {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Whether standard error is a terminal; where the system does not say, whether standard input and output are. */
    static boolean showsErrors() {
        if (!Files.exists(STANDARD_ERROR)) {
            return System.console() != null && System.getenv("TERM") != null;
        }
        try {
            String target = STANDARD_ERROR.toRealPath().toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
